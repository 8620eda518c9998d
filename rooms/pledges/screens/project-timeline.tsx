import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { ProjectPage } from '../contract.ts';
import { axisOf, rowsOf, type TimelineRow } from './timeline.ts';
import './timeline.css';

/** The project and its pledges on one axis of years: given, due, and held until, with the month in view as a line. */
export function Timeline({ page }: { readonly page: ProjectPage }) {
  const { t } = useTranslation('pledges');
  const { month } = useFormat();
  const rows = rowsOf(page.timeline);
  const axis = axisOf(page.timeline, page.stamp.month);
  return (
    <section id="timeline">
      <h2>{t('project.timeline')}</h2>
      <div className="timeline-box">
        <table className="timeline">
          <caption className="unseen">{t('project.timeline')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('pledges.column.pledgeId')}</th>
              <th scope="col">{t('project.from')}</th>
              <td className="timeline-axis" aria-hidden="true">
                {axis.years.map((year) => <span key={year.year} style={{ left: `${year.at * 100}%` }}>{year.year}</span>)}
              </td>
              <th scope="col">{t('project.due')}</th>
              <th scope="col">{t('project.heldUntil')}</th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => <Row key={row.pledgeId ?? ''} row={row} axis={axis} />)}</tbody>
        </table>
      </div>
      <p className="small soft"><span className="timeline-key" aria-hidden="true" /> {t('project.viewed', { month: month(page.stamp.month) })}</p>
    </section>
  );
}

function Row({ row, axis }: { readonly row: TimelineRow; readonly axis: ReturnType<typeof axisOf> }) {
  const { t } = useTranslation('pledges');
  const { count, day } = useFormat();
  const span = (from: string | null, to: string | null, name: string) => {
    if (from === null || to === null) return null;
    const left = axis.at(from);
    return <span className={name} style={{ left: `${left * 100}%`, width: `${Math.max(0.004, axis.at(to) - left) * 100}%` }} />;
  };
  return (
    <tr className={row.pledgeId === null ? 'timeline-project' : undefined}>
      <th scope="row">
        {row.pledgeId === null ? t('project.whole') : (
          <>
            <Link to="/pledges/$pledgeId" params={{ pledgeId: row.pledgeId }} search={({ month }) => ({ month })}>{row.pledgeId}</Link>
            {row.jobs === null ? null : <span className="soft"> {t('project.eventJobs', { count: row.jobs, jobs: count(row.jobs) })}</span>}
          </>
        )}
      </th>
      <td className="number">{row.from === null ? '–' : day(row.from)}</td>
      <td className="timeline-track" aria-hidden="true">
        {axis.years.map((year) => <span key={year.year} className="timeline-year" style={{ left: `${year.at * 100}%` }} />)}
        {row.pledgeId === null ? span(row.from, row.to ?? axis.end, row.to === null ? 'timeline-whole open' : 'timeline-whole') : span(row.from, row.to, 'timeline-promise')}
        {span(row.to, row.held, 'timeline-hold')}
        <span className="timeline-now" style={{ left: `${axis.now * 100}%` }} />
      </td>
      <td className="number">{row.to === null ? t('project.open') : day(row.to)}</td>
      <td className="number">{row.held === null ? '–' : day(row.held)}</td>
    </tr>
  );
}
