import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { useMay } from '#web/state.ts';
import { listFindings } from '../contract.ts';
import { StateText } from './finding-columns.tsx';
import './findings.css';

/** On the page of a pledge: which rules find something about it. Nothing for those who may not read findings. */
export function FindingsPanel({ pledgeId }: { readonly pledgeId: string }) {
  const { t } = useTranslation('findings');
  const { count } = useFormat();
  const may = useMay()(listFindings.may);
  const { data } = useReply(listFindings, { query: { pledge: pledgeId } }, { enabled: may });
  if (!may || data === undefined) return null;
  const rows = data.rows.filter((row) => row.pledge?.pledgeId === pledgeId);
  return (
    <section id="findings">
      <h2>{t('panel.title')}</h2>
      {rows.length === 0 ? <p className="soft">{t('panel.none')}</p> : (
        <ul className="findings-panel">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to="/findings/$findingId" params={{ findingId: row.id }}>{t(`rule.${row.rule}.name`)}</Link>
              {' · '}{t('percentOf', { measured: count(row.measured), threshold: count(row.threshold) })}{' · '}<StateText finding={row} />
            </li>
          ))}
        </ul>
      )}
      <p className="small soft">{t('note')} <Link to="/findings" search={{}}>{t('panel.all')}</Link></p>
    </section>
  );
}
