import { useTranslation } from 'react-i18next';
import type { Me } from '../../rooms/accounts/contract.ts';
import { findPlaces } from '../../rooms/pledges/contract.ts';
import { getRegions } from '../../rooms/reference/contract.ts';
import { useReply } from '../client.ts';
import { useFormat } from '../language.ts';
import { useMay } from '../state.ts';
import { wholeCountry } from './place-link.tsx';

/** A place by name alone; its code where no name is known. */
export function PlaceText({ kato }: { readonly kato: string }) {
  const { t } = useTranslation('accounts');
  const { name } = useFormat();
  const may = useMay();
  const { data: regions } = useReply(getRegions);
  const region = regions?.regions.find((one) => one.kato === kato);
  const { data: found } = useReply(findPlaces, { query: { q: kato, limit: 1 } }, { enabled: kato !== wholeCountry && regions !== undefined && region === undefined && may(findPlaces.may) });
  if (kato === wholeCountry) return t('wholeCountry');
  const place = region ?? found?.rows.find((row) => row.kato === kato);
  return place === undefined ? kato : name(place.names);
}

/** A role, and where it is held. */
export function GrantText({ grant: { role, place, employer } }: { readonly grant: Me['grants'][number] }) {
  const { t } = useTranslation(['accounts', 'web']);
  return (
    <>
      {t(`role.${role}`)}
      {place === null && employer === null ? null : <span className="soft">{' · '}{place === null ? t('web:employer.number', { n: employer }) : <PlaceText kato={place} />}</span>}
    </>
  );
}
