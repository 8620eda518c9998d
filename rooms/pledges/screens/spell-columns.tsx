import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Column } from '#web/parts/data-table.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { ShowIdentifier } from '#web/parts/show-identifier.tsx';
import { useReferenceNames } from '#web/reference-names.ts';
import type { PledgeRow, SpellRow } from '../contract.ts';
import { EmployerText } from './employer-text.tsx';

/** Columns of the spells of a pledge. Persons appear by our own number; who they are is asked for one by one, by those who may. */
export function useSpellColumns(pledge: PledgeRow): readonly Column<SpellRow>[] {
  const { t } = useTranslation('pledges');
  const { count, day } = useFormat();
  const names = useReferenceNames();
  return useMemo((): readonly Column<SpellRow>[] => {
    const yesOrNo = (is: boolean) => (is ? t('spell.yes') : <span className="soft">{t('spell.no')}</span>);
    const coded = (code: string | number | null, name: string | undefined) => (code === null ? '–' : <span className="spell-code" title={name}>{code} <span className="soft">{name}</span></span>);
    return [
      { key: 'person', head: t('spell.person'), sorts: true, cell: (row) => <><span className="number">№ {row.person}</span> <ShowIdentifier person={row.person} /></> },
      { key: 'outcome', head: t('spell.outcome'), sorts: true, cell: (row) => <OutcomeText row={row} /> },
      { key: 'startsOn', head: t('spell.startsOn'), sorts: true, cell: (row) => day(row.startsOn) },
      { key: 'endsOn', head: t('spell.endsOn'), cell: (row) => (row.endsOn === null ? <span className="soft">{t('spell.going')}</span> : day(row.endsOn)) },
      { key: 'contracted', head: t('spell.contracted'), cell: (row) => (row.exempt ? t('spell.exempt') : yesOrNo(row.contracted)) },
      { key: 'paid', head: t('spell.paid'), cell: (row) => yesOrNo(row.paid) },
      { key: 'run', head: t('spell.run'), numeric: true, sorts: true, cell: (row) => count(row.run) },
      { key: 'wage', head: t('spell.wage'), numeric: true, sorts: true, cell: (row) => (row.wage === null ? '–' : count(row.wage)) },
      { key: 'permanent', head: t('spell.permanent'), cell: (row) => yesOrNo(row.permanent) },
      { key: 'occupation', head: t('spell.occupation'), cell: (row) => coded(row.occupation, names.occupation(row.occupation)) },
      { key: 'qualification', head: t('spell.qualification'), hidden: true, cell: (row) => coded(row.qualification, row.qualification === null ? undefined : names.qualification(row.qualification)) },
      { key: 'conditions', head: t('spell.conditions'), hidden: true, cell: (row) => coded(row.conditions, row.conditions === null ? undefined : names.conditions(row.conditions)) },
      { key: 'term', head: t('spell.term'), hidden: true, cell: (row) => t(`term.${row.term as 'fixed'}`) },
      { key: 'workplace', head: t('spell.workplace'), hidden: true, cell: (row) => <PlaceLink place={row.workplace} /> },
      { key: 'employer', head: t('spell.employer'), hidden: true, cell: (row) => <><EmployerText employer={row.employer} />{row.employer.number === pledge.employer.number ? null : row.participant ? <span className="soft"> {t('spell.participant')}</span> : null}</> },
    ];
  }, [t, count, day, names, pledge.employer.number]);
}

/** Why the spell counts for the pledge or not; another pledge that has it is a link. */
function OutcomeText({ row: { outcome, attributedTo } }: { readonly row: SpellRow }) {
  const { t } = useTranslation('pledges');
  const text = t(`outcome.${outcome}`);
  if (outcome === 'counts') return text;
  return (
    <span className="soft">
      {text}
      {attributedTo === null ? null : <>{': '}<Link to="/pledges/$pledgeId" params={{ pledgeId: attributedTo }} search={({ month }) => ({ month })}>{attributedTo}</Link></>}
    </span>
  );
}
