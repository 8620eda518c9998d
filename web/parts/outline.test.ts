import { expect, test } from 'vitest';
import { outlinesOf } from './outline.ts';

const square = (west: number, south: number, side: number) => ({ type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] });

test('a file that is no map draws nothing', () => {
  expect(outlinesOf({ regions: [] })).toMatchObject({ height: 0, places: [] });
  expect(outlinesOf(null).places).toEqual([]);
});

test('a city lies on the region around it, whatever their order in the file', () => {
  const file = { type: 'FeatureCollection', features: [
    { type: 'Feature', properties: { KATO: '750000000' }, geometry: square(67, 48, 0.2) },
    { type: 'Feature', id: 190000000, properties: {}, geometry: square(65, 46, 6) },
  ] };
  expect(outlinesOf(file).places.map((place) => place.kato)).toEqual(['190000000', '750000000']);
});

test('TopoJSON draws as the same outline as GeoJSON, north above south', () => {
  const ring = [[60, 45], [61, 45], [61, 46], [60, 46], [60, 45]];
  const topology = { type: 'Topology', arcs: [ring], objects: { any: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0]], properties: { kato: '110000000' } }] } } };
  const geo = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { kato: '110000000' }, geometry: { type: 'Polygon', coordinates: [ring] } }] };
  expect(outlinesOf(topology)).toEqual(outlinesOf(geo));
  const two = outlinesOf({ type: 'FeatureCollection', features: [
    { type: 'Feature', properties: { kato: '590000000' }, geometry: square(68, 54, 1) },
    { type: 'Feature', properties: { kato: '610000000' }, geometry: square(68, 42, 1) },
  ] });
  const at = (kato: string) => two.places.find((place) => place.kato === kato)?.middle[1] ?? NaN;
  expect(at('590000000')).toBeLessThan(at('610000000'));
});
