import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** A place's outline on the page: an SVG path and the middle of its largest ring, in units of the view. */
export type Outline = { readonly kato: string; readonly path: string; readonly middle: readonly [number, number]; readonly size: number };
export type Outlines = { readonly width: number; readonly height: number; readonly places: readonly Outline[] };

const radians = Math.PI / 180;

/** Albers' equal-area conic about the middle of Kazakhstan (67° E, 48° N; parallels 43° and 53° N), y to the south. */
function project([longitude = 0, latitude = 0]: Position): [number, number] {
  const [south, north] = [43 * radians, 53 * radians];
  const n = (Math.sin(south) + Math.sin(north)) / 2;
  const c = Math.cos(south) ** 2 + 2 * n * Math.sin(south);
  const radius = (at: number) => Math.sqrt(c - 2 * n * Math.sin(at)) / n;
  const turn = n * (longitude - 67) * radians;
  const rho = radius(latitude * radians);
  return [rho * Math.sin(turn), rho * Math.cos(turn) - radius(48 * radians)];
}

/** The features of a TopoJSON or GeoJSON file; nothing when it is neither. */
function featuresOf(file: unknown): readonly Feature[] {
  const known = file as Topology | FeatureCollection;
  if (known?.type === 'FeatureCollection') return known.features;
  if (known?.type !== 'Topology') return [];
  const [first] = Object.values(known.objects);
  return first === undefined ? [] : feature(known, first as GeometryCollection).features;
}

/** The code a feature is keyed by: its id, or its property `kato` in any letter case. */
function codeOf({ id, properties }: Feature): string {
  const named = Object.entries(properties ?? {}).find(([key]) => key.toLowerCase() === 'kato')?.[1] as unknown;
  return String(named ?? id ?? '').padStart(9, '0');
}

function ringsOf(geometry: Geometry | null): readonly (readonly Position[])[] {
  if (geometry?.type === 'Polygon') return geometry.coordinates;
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates.flat();
  return [];
}

/** Area (shoelace) and middle of a closed ring. */
function middleOf(ring: readonly (readonly [number, number])[]): { area: number; middle: [number, number] } {
  let [area, x, y] = [0, 0, 0];
  for (const [at, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(at + 1) % ring.length] ?? [ax, ay];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += ((ax + bx) * cross) / 6;
    y += ((ay + by) * cross) / 6;
  }
  return area === 0 ? { area: 0, middle: [ring[0]?.[0] ?? 0, ring[0]?.[1] ?? 0] } : { area: Math.abs(area), middle: [x / area, y / area] };
}

/** Draws a boundary file (TopoJSON or GeoJSON, features keyed by place code) as paths in a view `width` wide. */
export function outlinesOf(file: unknown, width = 1000): Outlines {
  const drawn = featuresOf(file).map((place) => ({ kato: codeOf(place), rings: ringsOf(place.geometry).map((ring) => ring.map(project)) }));
  const points = drawn.flatMap(({ rings }) => rings.flat());
  const [left, right] = [points.reduce((least, [x]) => Math.min(least, x), Infinity), points.reduce((most, [x]) => Math.max(most, x), -Infinity)];
  const [top, bottom] = [points.reduce((least, [, y]) => Math.min(least, y), Infinity), points.reduce((most, [, y]) => Math.max(most, y), -Infinity)];
  const scale = width / (right - left);
  const places = drawn.flatMap(({ kato, rings }) => {
    const scaled = rings.map((ring) => ring.map(([x, y]) => [Math.round((x - left) * scale * 10) / 10, Math.round((y - top) * scale * 10) / 10] as const));
    const largest = scaled.map(middleOf).toSorted((a, b) => b.area - a.area)[0];
    return largest === undefined ? [] : [{ kato, path: scaled.map((ring) => `M${ring.map((point) => point.join(' ')).join('L')}Z`).join(''), middle: largest.middle, size: largest.area }];
  });
  // The smallest last, so that a city lies on the region around it.
  return { width, height: points.length === 0 ? 0 : (bottom - top) * scale, places: places.toSorted((a, b) => b.size - a.size) };
}
