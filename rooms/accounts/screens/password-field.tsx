import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { readonly value: string; readonly onChange: (password: string) => void };

/** A password that is being chosen: what a good one is, and a way to see what was typed instead of typing it twice. */
export function PasswordField({ value, onChange }: Props) {
  const { t } = useTranslation('accounts');
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextInput label={t('password.new')} description={t('password.note')} classNames={{ description: 'soft small' }} type={shown ? 'text' : 'password'} autoComplete="new-password" autoCapitalize="none" spellCheck={false}
        required withAsterisk={false} maxLength={512} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      <Checkbox size="xs" label={t('password.show')} checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
    </>
  );
}
