import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { useWhen } from '#web/when.ts';
import { languages, type Language } from '#web/words.ts';
import { invite } from '../account-contract.ts';
import { GrantFields, isWhole, type NewGrant } from './grant-fields.tsx';
import { ShownOnce } from './shown-once.tsx';
import '#web/parts/form.css';

/** Makes an account with its first role, and the link that its holder gets from the administrator's hand. */
export function InviteForm() {
  const { t } = useTranslation(['accounts', 'web']);
  const { language: here } = useFormat();
  const when = useWhen();
  const [typed, setTyped] = useState({ name: '', signIn: '' });
  const [language, setLanguage] = useState<Language>(here);
  const [grant, setGrant] = useState<NewGrant | null>(null);
  const { mutate, data, error, isPending, reset } = useChange(invite, () => queries.invalidateQueries());
  const field = (key: keyof typeof typed) => ({ value: typed[key], onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [key]: event.currentTarget.value }), required: true, withAsterisk: false, autoComplete: 'off' });
  if (data !== undefined) {
    const another = () => {
      setTyped({ name: '', signIn: '' });
      setGrant(null);
      reset();
    };
    return (
      <>
        <ShownOnce text={data.link.address} label={t('invite.link', { name: data.account.name })} note={t('link.once', { at: when(data.link.expiresAt) })} />
        <Button variant="default" size="xs" onClick={another}>{t('invite.another')}</Button>
      </>
    );
  }
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ body: { ...typed, language, grants: isWhole(grant) ? [grant] : [] } }); }}>
      <TextInput {...field('name')} label={t('account.name')} description={t('account.nameNote')} classNames={{ description: 'soft small' }} maxLength={120} data-autofocus />
      <TextInput {...field('signIn')} label={t('account.signIn')} description={t('account.signInNote')} classNames={{ description: 'soft small' }} autoCapitalize="none" spellCheck={false} minLength={3} maxLength={64} />
      <Select label={t('web:language.label')} allowDeselect={false} value={language} data={languages.map((value) => ({ value, label: t(`web:language.${value}`) }))} onChange={(chosen) => setLanguage(languages.find((one) => one === chosen) ?? language)} />
      <GrantFields grant={grant} onChange={setGrant} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending} disabled={grant !== null && !isWhole(grant)}>{t('invite.send')}</Button></div>
    </form>
  );
}
