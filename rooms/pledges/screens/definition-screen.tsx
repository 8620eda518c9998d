import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useCountryState } from '#web/state.ts';
import { HowForecast } from './outlook.tsx';
import './definition.css';

/** The version this text tells, when the server has not said its own yet. */
const told = '1.0';

const rungs = ['promised', 'due', 'reported', 'contracted', 'paid', 'held3', 'held6', 'held12'] as const;
const rules = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18'] as const;
const nevers = ['stamp', 'self', 'twice', 'small'] as const;

/** The definition of every figure in short words; each rule has an address of its own (`/definition#rule-6`). */
export function DefinitionScreen() {
  const { t } = useTranslation('definition');
  const { t: shared } = useTranslation('web');
  const { data: state } = useCountryState();
  const title = t('title', { version: state?.definition ?? told });
  useDocumentTitle(`${title} · ${shared('name')}`);
  return (
    <article className="definition">
      <h1>{title}</h1>
      <p>{t('lead')}</p>
      <h2>{t('rungs')}</h2>
      <table className="plain">
        <thead><tr><th scope="col">{t('rung')}</th><th scope="col">{t('stands')}</th></tr></thead>
        <tbody>{rungs.map((rung) => <tr key={rung}><th scope="row"><span className={`definition-swatch bar-${rung}`} />{shared(`rung.${rung}`)}</th><td>{shared(`define.${rung}`)}</td></tr>)}</tbody>
      </table>
      <p className="small soft">{t('contains')}</p>
      <h2>{t('rules')}</h2>
      <ol className="definition-rules">
        {rules.map((rule) => (
          <li key={rule} id={`rule-${rule}`}>
            <a href={`#rule-${rule}`} className="number">{rule}</a>
            <div><h3>{t(`rule.${rule}.name`)}</h3><p>{t(`rule.${rule}.text`)}{rule === '15' ? <> <HowForecast /></> : null}</p></div>
          </li>
        ))}
      </ol>
      <h2>{t('never')}</h2>
      <ul>{nevers.map((never) => <li key={never}>{t(`nevers.${never}`)}</li>)}</ul>
    </article>
  );
}
