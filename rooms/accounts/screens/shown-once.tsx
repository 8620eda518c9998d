import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import './accounts.css';

type Props = { readonly text: string; readonly label: string; readonly note: string; readonly print?: boolean };

/** A link, token or set of codes that the server tells this once: to be copied, or printed. */
export function ShownOnce({ text, label, note, print = false }: Props) {
  const { t } = useTranslation('accounts');
  const { copy, copied, error } = useClipboard({ timeout: 4_000 });
  return (
    <section className="shown-once" aria-label={label}>
      <p><strong>{label}</strong></p>
      <pre tabIndex={0}>{text}</pre>
      <p className="small">{note}</p>
      <div className="form-actions">
        <Button size="xs" variant="default" onClick={() => copy(text)}>{t(copied ? 'once.copied' : 'once.copy')}</Button>
        {print ? <Button size="xs" variant="default" onClick={() => window.print()}>{t('once.print')}</Button> : null}
        <span role="status" className="small soft">{error === null ? null : t('once.byHand')}</span>
      </div>
    </section>
  );
}
