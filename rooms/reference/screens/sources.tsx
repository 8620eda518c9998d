import { useTranslation } from 'react-i18next';
import type { Provenance, Source } from '../contract.ts';
import { remarkKey } from '../remark.ts';

/** Where the values of a table are from. Titles stand in the language in which we noted them. */
export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const { t } = useTranslation('reference');
  return (
    <footer className="reference-sources small">
      <h2>{t('sources')}</h2>
      <ul>{sources.map(({ key, title, address }) => <li key={key} lang="en">{address === null ? title : <a href={address} rel="noreferrer">{title}</a>}</li>)}</ul>
    </footer>
  );
}

/** Whether somebody has seen a value in its source; what nobody has seen is marked. */
export function Confirmed({ confirmed }: { readonly confirmed: Provenance['confirmed'] }) {
  const { t } = useTranslation('reference');
  return <span className={confirmed === 'yes' ? 'soft' : 'at-risk'}>{t(`confirmed.${confirmed}`)}</span>;
}

/** A remark on a value in the language of the page; one that has no words yet stands as it was noted. */
export function Remark({ text }: { readonly text: string | null }) {
  const { t, i18n } = useTranslation('remark');
  if (text === null) return null;
  const key = remarkKey(text);
  return i18n.exists(`remark:${key}`) ? <>{t(key as 'from-memory')}</> : <span lang="en">{text}</span>;
}
