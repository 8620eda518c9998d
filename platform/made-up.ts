import { Refusal } from '#kernel/refusal.ts';
import type { Database } from './database.ts';
import { findSetting, putSetting } from './settings.ts';

/** Under this setting the data says whether it is made up; there is none while it is empty. */
const key = 'made-up';

/** Made-up and real data never mix. Refuses `made-up-folder` and `real-folder`, with the way to an empty one. */
export async function mustNotMix(db: Database, madeUp: boolean): Promise<void> {
  const mark = await findSetting(db, key);
  if (mark === true && !madeUp) {
    throw new Refusal('made-up-folder', 409, {}, 'this data folder holds a made-up country: choose an empty folder, JUMYS_DATA=./real JUMYS_DEMO=off');
  }
  if (mark === false && madeUp) {
    throw new Refusal('real-folder', 409, {}, 'this file is made up, and the data folder holds real data: choose an empty folder with JUMYS_DATA');
  }
}

/** Whether the data is made up; false while it is empty. */
export async function isMadeUp(db: Database): Promise<boolean> {
  return (await findSetting(db, key)) === true;
}

/** Marks the data by the first rows that come in. Run it in their transaction. */
export async function markMadeUp(db: Database, madeUp: boolean): Promise<void> {
  if ((await findSetting(db, key)) === undefined) await putSetting(db, key, madeUp);
}
