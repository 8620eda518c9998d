import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '#web/state.ts';
import { useWhen } from '#web/when.ts';
import type { Draft } from '../contract.ts';
import { useWho } from './who.ts';

/** What became of a draft, who did it, when and why. */
export function DraftSteps({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('projects');
  const when = useWhen();
  const may = useMay();
  const who = useWho();
  return (
    <section>
      <h2>{t('draft.history')}</h2>
      <ol className="draft-steps">
        {draft.steps.map(({ at, what, name, reason, importId }) => (
          <li key={`${at} ${what}`}>
            {t(`step.${what}`)} <span className="soft small">{who(name)}, {when(at)}</span>
            {importId === null || !may('read-imports') ? null : <> · <Link to="/registers/$importId" params={{ importId }}>{t('draft.importId')}</Link></>}
            {reason === null ? null : <div>{reason}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}
