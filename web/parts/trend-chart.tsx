import type { TrendPoint } from '../../rooms/pledges/contract.ts';

export function TrendChart({ points }: { readonly points: readonly TrendPoint[] }) {
  return <p>{points.length}</p>;
}
