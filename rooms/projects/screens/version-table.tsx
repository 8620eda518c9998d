import { useTranslation } from 'react-i18next';
import { useWhen } from '#web/when.ts';
import type { Version } from '../contract.ts';
import { useWho } from './who.ts';

/** Every version: since when the register states it, when it was the current one here, and who or what brought it. */
export function VersionTable({ versions }: { readonly versions: readonly Version[] }) {
  const { t } = useTranslation('projects');
  const when = useWhen();
  const who = useWho();
  return (
    <div className="rows-box" role="region" aria-label={t('versions.list')} tabIndex={0}>
      <table className="plain">
        <thead><tr>{(['version', 'source', 'recordedAt', 'from', 'to'] as const).map((head) => <th key={head} scope="col">{t(`versions.${head}`)}</th>)}</tr></thead>
        <tbody>
          {versions.map(({ version, recordedAt, annulled, currentFrom, currentTo, source: { draft, file, by } }, nth) => (
            <tr key={version}>
              <th scope="row">{nth + 1}{annulled ? <span className="lost"> {t('versions.annulled')}</span> : null}</th>
              <td>{draft === null ? t('versions.byFile', { file, by: who(by) }) : t('versions.byHand', { author: who(draft.author), reviewer: who(draft.reviewer) })}{draft?.reason == null ? null : <div className="soft">{draft.reason}</div>}</td>
              <td>{when(recordedAt)}</td>
              {currentFrom === null ? <td colSpan={2} className="soft">{t('versions.never')}</td> : <><td>{when(currentFrom)}</td><td>{currentTo === null ? <strong>{t('versions.now')}</strong> : when(currentTo)}</td></>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
