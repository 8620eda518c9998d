import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { localDay } from '#web/when.ts';
import type { Imports } from '../contract.ts';

/** What is held of each register and since when. */
export function HeldTable({ registers }: { readonly registers: Imports['registers'] }) {
  const { t } = useTranslation('registers');
  const { count, day } = useFormat();
  return (
    <section>
      <h2 id="held">{t('held.title')}</h2>
      {/* A box that scrolls must be reachable by keyboard. */}
      <div className="registers-box" role="region" aria-labelledby="held" tabIndex={0}>
        <table className="plain held-table">
          <thead>
            <tr>
              <th scope="col">{t('held.register')}</th><th scope="col" className="number">{t('held.accepted')}</th><th scope="col" className="number">{t('held.rejected')}</th>
              <th scope="col" className="number">{t('held.imports')}</th><th scope="col">{t('held.lastAt')}</th><th scope="col">{t('held.asOf')}</th>
            </tr>
          </thead>
          <tbody>
            {registers.map((row) => (
              <tr key={row.register}>
                <th scope="row">{row.imports === 0 ? t(`name.${row.register}`) : <Link to="/registers" search={{ register: row.register }} hash="imports">{t(`name.${row.register}`)}</Link>}</th>
                {row.imports === 0 ? <td colSpan={5} className="soft">{t('held.never')}</td> : (
                  <>
                    <td className="number">{count(row.accepted)}</td><td className="number">{count(row.rejected)}</td><td className="number">{count(row.imports)}</td>
                    <td>{row.lastAt === null ? '–' : day(localDay(row.lastAt))}</td><td>{row.asOf === null ? '–' : day(row.asOf)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small soft">{t('held.note')}</p>
    </section>
  );
}
