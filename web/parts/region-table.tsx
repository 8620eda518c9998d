import { useTranslation } from 'react-i18next';
import { useFormat } from '../language.ts';
import { PlaceLink } from './place-link.tsx';
import type { Part } from './map-part.ts';

/** What the map shows, for those who do not see it: regions by fulfilment, the least first. */
export function RegionTable({ parts }: { readonly parts: readonly Part[] }) {
  const { t } = useTranslation();
  const { count, share } = useFormat();
  const least = parts.toSorted((a, b) => fulfilment(a) - fulfilment(b));
  return (
    <table className="plain">
      <thead><tr><th scope="col">{t('map.region')}</th>{(['due', 'met', 'fulfilment'] as const).map((key) => <th key={key} scope="col" className="number">{t(`rungShort.${key}`)}</th>)}</tr></thead>
      <tbody>
        {least.map(({ place, ladder }) => (
          <tr key={place.kato}><th scope="row"><PlaceLink place={place} /></th><td className="number">{count(ladder.due)}</td><td className="number">{count(ladder.met)}</td><td className="number">{share(ladder.met, ladder.due)}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

/** Credited of due; where nothing is due there is nothing to fail, so it stands last. */
function fulfilment({ ladder }: Part): number {
  return ladder.due === 0 ? Infinity : ladder.met / ladder.due;
}
