import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#web/client.ts';
import { useMay } from '#web/state.ts';
import { getLatestRelease, getOc4ids, getReleaseFile, type Release } from '../contract.ts';

const products = ['places', 'kinds', 'sections', 'projects', 'pledges'] as const;
const formats = ['csv', 'json', 'parquet'] as const;

/** Every file of the release, its licence, and where its signature is. */
export function Downloads({ release: { number } }: { readonly release: Release }) {
  const { t } = useTranslation('publishing');
  const may = useMay();
  return (
    <>
      <p>{t('dataWhy')} <a href={addressOf(getLatestRelease)}>{t('sums')}</a>.</p>
      <ul className="public-files">
        {products.map((product) => (
          <li key={product}>
            {t(`table.${product}`)}: {formats.map((format) => <a key={format} href={addressOf(getReleaseFile, { params: { number, product, format } })} download>{format.toUpperCase()}</a>)}
          </li>
        ))}
        <li><a href={addressOf(getOc4ids, { query: { release: number } })} download>{t('oc4ids')}</a></li>
      </ul>
      {may('read-figures') ? <p><Link to="/contradictions" search={{}}>{t('contradictions')}</Link></p> : null}
    </>
  );
}
