import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { RuleView } from '../contract.ts';
import './findings.css';

/** A rule in words, what it leaves out, its parameters, and how well it finds what was planted. */
export function RuleText({ rule: { rule, parameters, measured } }: { readonly rule: RuleView }) {
  const { t } = useTranslation('findings');
  const { count, month } = useFormat();
  return (
    <>
      <p>{t(`rule.${rule}.text`)}</p>
      <p><span className="soft">{t('page.leaves')}:</span> {t(`rule.${rule}.leaves`)}</p>
      <table className="plain finding-parameters">
        <caption className="unseen">{t('page.parameters')}</caption>
        <thead><tr><th scope="col">{t('page.parametersHead')}</th><th scope="col" className="number">{t('page.value')}</th><th scope="col">{t('page.since')}</th></tr></thead>
        <tbody>
          {parameters.map(({ name, value, unit, since }) => (
            <tr key={name}>
              <th scope="row">{t(`parameter.${name.replace('.', '-') as 'spike-share'}`)}</th>
              <td className="number">{count(value)} {t(`unit.${unit as 'months'}`)}</td>
              <td>{month(since)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {measured === null ? null : <p className="small soft">{t('page.precision', { planted: count(measured.planted), missed: count(measured.missed), found: count(measured.found), right: count(measured.right) })}</p>}
    </>
  );
}
