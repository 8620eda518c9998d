import type { OverviewPart } from '../../rooms/pledges/contract.ts';
import type { z } from 'zod';

type Part = z.infer<typeof OverviewPart>;

export function RegionMap({ parts }: { readonly parts: readonly Part[]; readonly boundaries?: boolean }) {
  return <p>{parts.length}</p>;
}
