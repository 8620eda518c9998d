import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { Passport, type PassportFacts } from '#web/parts/passport.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import type { PledgePage } from '../contract.ts';

/** What every figure of the pledge rests on: the counts in and out of each rule, and the imports of each register. */
export function useProvenance({ passport, sources }: PledgePage): Pick<PassportFacts, 'lines' | 'sources'> {
  const { t } = useTranslation(['pledges', 'registers']);
  return {
    lines: passport.map((line) => ({ ...line, step: t(`step.${line.step as 'place'}`) })),
    sources: sources.map((source) => ({ ...source, register: t(`registers:name.${source.register as 'places'}`) })),
  };
}

/** The stamp of the page and the passport of its headline, the paid jobs. */
export function PledgeStamp({ page }: { readonly page: PledgePage }) {
  const { t } = useTranslation(['pledges', 'web']);
  const { count } = useFormat();
  const [opened, { open, close }] = useDisclosure(false);
  const provenance = useProvenance(page);
  const changes = page.changes.map((change) => ({
    at: change.at,
    value: t('pledge.was', { contracted: count(change.contracted), paid: count(change.paid), credited: change.credited === null ? t('web:unknown') : count(change.credited) }),
  }));
  return (
    <div className="pledge-stamp">
      <Stamp stamp={page.stamp} />
      <button type="button" className="figure-open small" onClick={open}>{t('pledge.passport')}</button>
      <Passport opened={opened} close={close} label={t('web:rung.paid')} value={count(page.pledge.ladder.paid)} facts={{ stamp: page.stamp, defines: 'paid', ...provenance, changes }} />
    </div>
  );
}
