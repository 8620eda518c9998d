import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';

const decimalShape = /^-?\d{1,60}(\.\d{1,60})?$/;

/** True for a real day `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** What a manifest says of the file beside it; what it does not say is not checked. Sums are decimal texts by column. */
const Manifest = z.object({
  register: z.string().regex(/^[a-z]{1,20}$/).optional(),
  asOf: z.string().refine(isDay).optional(),
  records: z.string().regex(/^\d{1,15}$/).optional(),
  sums: z.record(z.string().regex(/^[a-z_]{1,40}$/), z.string().regex(decimalShape)).optional(),
  madeUp: z.boolean().optional(),
});
export type Manifest = z.infer<typeof Manifest>;

/** What a file turned out to be, to hold against its manifest: the sum of each column of numbers as a decimal text. */
export type Found = { register: string; asOf: string | undefined; records: number; sums: ReadonlyMap<string, string> };

/** Reads a manifest; numbers are kept as they are written. Refuses `manifest-unreadable`. */
export function readManifest(text: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(text.replace(/^\ufeff/, ''), keepNumbers));
  } catch {
    throw new Refusal('manifest-unreadable', 422, {}, 'the manifest beside the file cannot be read');
  }
}

function keepNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? context.source : value;
}

/** Refuses `manifest-disagrees` with what is stated and what was found, at the first thing in which they differ. */
export function checkManifest(manifest: Manifest, found: Found): void {
  const compare = (what: string, stated: string | undefined, is: string): void => {
    if (stated === undefined || stated === is) return;
    throw new Refusal('manifest-disagrees', 422, { what, stated, found: is }, `the manifest states ${what} ${stated}, the file has ${is}`);
  };
  compare('register', manifest.register, found.register);
  if (found.asOf !== undefined) compare('asOf', manifest.asOf, found.asOf);
  compare('records', manifest.records && String(Number(manifest.records)), String(found.records));
  for (const [column, stated] of Object.entries(manifest.sums ?? {})) {
    compare(`the sum of ${column}`, plain(stated), plain(found.sums.get(column) ?? 'no such sum'));
  }
}

/** A decimal without zeros that say nothing. */
function plain(text: string): string {
  if (!decimalShape.test(text)) return text;
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const short = `${whole.replace(/^0+(?=\d)/, '')}.${fraction.replace(/0+$/, '')}`.replace(/\.$/, '');
  return text.startsWith('-') && short !== '0' ? `-${short}` : short;
}
