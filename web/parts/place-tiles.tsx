import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getTiles } from '../../rooms/reference/contract.ts';
import { useReply } from '../client.ts';
import { useFormat } from '../language.ts';
import { Failed, Loading } from './states.tsx';
import './region-map.css';

type Props = {
  /** 0-1, how dark a tile is; undefined for one that has nothing to show. */
  readonly share: (kato: string) => number | undefined;
  /** What stands on a tile, by place code and its short name. */
  readonly tile: (kato: string, short: string) => ReactNode;
};

/** Twenty equal tiles, one a region, placed as on the ground. */
export function PlaceTiles({ share, tile }: Props) {
  const { t } = useTranslation();
  const { name } = useFormat();
  const { data, error } = useReply(getTiles);
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading shape="ladder" />;
  return (
    <div className="tile-map">
      <ul className="tiles" aria-label={t('map.label')}>
        {data.tiles.map(({ kato, column, row, shortNames }) => {
          const dark = share(kato);
          const style = { gridColumn: column + 1, gridRow: row + 1, '--share': dark ?? 0 } as CSSProperties;
          return <li key={kato} className={dark === undefined ? 'tile tile-none' : 'tile'} style={style}>{tile(kato, name(shortNames))}</li>;
        })}
      </ul>
    </div>
  );
}
