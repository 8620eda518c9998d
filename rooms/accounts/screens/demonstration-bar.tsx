import { Button, Drawer, Select } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, type Role } from '#kernel/actor.ts';
import { placeLevel } from '#kernel/place.ts';
import { useChange } from '#web/client.ts';
import { GrantText, PlaceText } from '#web/parts/grant-text.tsx';
import { wholeCountry } from '#web/parts/place-link.tsx';
import { PlaceSearch } from '#web/parts/place-search.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { startAfresh, useMe } from '#web/state.ts';
import { look } from '../contract.ts';
import type { HeldGrant } from '../shapes.ts';
import { reach } from '../policy.ts';
import { EmployerSearch } from './employer-search.tsx';
import './demonstration-bar.css';

/** Above the made-up country: that it is made up, and as whom in which place one looks at it. On a narrow screen the choice is a sheet. */
export function DemonstrationBar() {
  const { t } = useTranslation(['accounts', 'web']);
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const [opened, { open, close }] = useDisclosure(false);
  const looking = useMe()?.looking ?? null;
  return (
    <section className="demonstration small" aria-label={t('demonstration.label')}>
      <span>{t('web:madeUp')}</span>
      {narrow ? (
        <>
          <Button variant="default" size="compact-xs" onClick={open}>{t('demonstration.youLook')} {looking === null ? t('demonstration.all') : <GrantText grant={looking} />}</Button>
          <Drawer opened={opened} onClose={close} position="bottom" size="auto" title={t('demonstration.label')} closeButtonProps={{ 'aria-label': t('web:passport.close') }}>
            <div className="demonstration-sheet"><Look looking={looking} /><Button onClick={close}>{t('web:filter.done')}</Button></div>
          </Drawer>
        </>
      ) : <div className="demonstration-look"><Look looking={looking} /></div>}
    </section>
  );
}

/** The role and its place. A role that needs a place or an employer first is taken once one has been chosen. */
function Look({ looking }: { readonly looking: HeldGrant | null }) {
  const { t } = useTranslation('accounts');
  const [wanted, setWanted] = useState<Role | null>(null);
  const { mutate, error } = useChange(look, startAfresh);
  const send = (role: Role | null, place: string | null = null, employer: number | null = null) => mutate({ body: { role, place, employer } });
  const choose = (chosen: string | null) => {
    const role = roles.find((one) => one === chosen) ?? null;
    const place = role === null ? null : fittingPlace(role, looking?.place ?? null);
    const waits = role !== null && place === null;
    setWanted(waits ? role : null);
    // While one chooses where, one looks as everybody: as him one was, one might not find the place.
    send(waits ? null : role, place);
  };
  const settle = (place: string | null, employer: number | null) => {
    send(wanted ?? looking?.role ?? null, place, employer);
    setWanted(null);
  };
  const role = wanted ?? looking?.role ?? null;
  const where = role === null ? undefined : reach[role];
  return (
    <>
      <span>{t('demonstration.youLook')}</span>
      <Select size="xs" aria-label={t('grant.role')} value={role ?? 'all'} allowDeselect={false} onChange={choose}
        data={[{ value: 'all', label: t('demonstration.all') }, ...roles.map((value) => ({ value, label: t(`role.${value}`) }))]} />
      {where === 'employer' ? (
        <>
          {wanted === null && looking?.employer != null ? <EmployerNow number={looking.employer} another={() => { setWanted('employer'); send(null); }} /> : <EmployerSearch onChoose={(employer) => settle(null, employer)} />}
        </>
      ) : where === undefined ? null : (
        <>
          {wanted === null && looking?.place != null ? <strong><PlaceText kato={looking.place} /></strong> : null}
          {where.to === 0 ? null : <PlaceSearch label={t('grant.place')} hint={t(wanted === null ? 'demonstration.anotherPlace' : 'demonstration.choosePlace')} onChoose={(place) => settle(place, null)} />}
        </>
      )}
      <Refused error={error} />
    </>
  );
}

function EmployerNow({ number, another }: { readonly number: number; readonly another: () => void }) {
  const { t } = useTranslation(['accounts', 'web']);
  return <><strong>{t('web:employer.number', { n: number })}</strong><Button variant="subtle" size="compact-xs" onClick={another}>{t('demonstration.anotherEmployer')}</Button></>;
}

/** The place at which a role can be taken at once: the one looked at if the role goes there, else the country if it goes there. */
function fittingPlace(role: Role, place: string | null): string | null {
  const where = reach[role];
  if (where === 'employer') return null;
  const level = place === null ? undefined : placeLevel(Number(place));
  if (level !== undefined && level >= where.from && level <= where.to) return place;
  return where.from === 0 ? wholeCountry : null;
}
