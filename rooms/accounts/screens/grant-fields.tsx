import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { roles } from '#kernel/actor.ts';
import { PlaceText } from '#web/parts/grant-text.tsx';
import { wholeCountry } from '#web/parts/place-link.tsx';
import { PlaceSearch } from '#web/parts/place-search.tsx';
import type { giveGrant } from '../account-contract.ts';
import { reach } from '../policy.ts';
import '#web/parts/form.css';

export type NewGrant = z.input<NonNullable<typeof giveGrant.body>>;

/** A role, and where it is to hold: a place found by name, an employer by its BIN, or the country where it holds nowhere else. */
export function GrantFields({ grant, onChange }: { readonly grant: NewGrant | null; readonly onChange: (grant: NewGrant | null) => void }) {
  const { t } = useTranslation(['accounts', 'web']);
  const choose = (chosen: string | null) => {
    const role = roles.find((one) => one === chosen);
    if (role === undefined) return onChange(null);
    const where = reach[role];
    onChange({ role, place: where !== 'employer' && where.from === 0 ? wholeCountry : null, bin: null });
  };
  const where = grant === null ? undefined : reach[grant.role];
  return (
    <>
      <Select label={t('grant.role')} placeholder={t('grant.choose')} value={grant?.role ?? null} allowDeselect={false} data={roles.map((value) => ({ value, label: t(`role.${value}`) }))} onChange={choose} />
      {grant === null || where === undefined ? null : where === 'employer' ? (
        <TextInput label={t('grant.bin')} description={t('grant.binNote')} classNames={{ description: 'soft small' }} value={grant.bin ?? ''} pattern="\d{12}" inputMode="numeric" maxLength={12} required withAsterisk={false} autoComplete="off"
          onChange={(event) => onChange({ ...grant, bin: event.currentTarget.value.trim() })} />
      ) : (
        <div>
          <p className="small">{t('grant.place')}: {grant.place == null ? <span className="soft">{t('grant.noPlace')}</span> : <strong><PlaceText kato={grant.place} /></strong>}</p>
          {where.to === 0 ? <p className="small soft">{t('grant.countryOnly')}</p> : <PlaceSearch label={t('grant.place')} onChoose={(place) => onChange({ ...grant, place })} />}
        </div>
      )}
    </>
  );
}

/** Whether a grant says all that its role asks for. */
export function isWhole(grant: NewGrant | null): grant is NewGrant {
  return grant !== null && (reach[grant.role] === 'employer' ? /^\d{12}$/.test(grant.bin ?? '') : grant.place != null);
}
