import { placeText } from '#kernel/place.ts';
import type { Duck } from '#platform/duck.ts';
import { regionCodes } from '#reference';
import { findHeld } from './kept.ts';
import type { HeldGround } from './kept.ts';

/** First two digits of every region known: those built in, and those that the register of places has brought. */
export async function listKnownRegions(duck: Duck, ground: HeldGround): Promise<string[]> {
  const { rows } = await findHeld(ground, 'places');
  if (rows === undefined) return regionCodes();
  const brought = await duck.rows<{ kato: number }>(`select distinct kato from ${rows} where kato % 10000000 = 0 and kato > 0`);
  return [...new Set([...regionCodes(), ...brought.map(({ kato }) => placeText(kato).slice(0, 2))])];
}
