import type { Activity } from './activity.ts';
import type { District, Settlement } from './place.ts';
import { chance, pick, whole } from './random.ts';
import type { Dice } from './random.ts';
import { inRussian } from './spelling.ts';
import { readTable } from './table.ts';

const toponyms = readTable('toponyms', ['name']).map((row) => row.name);
const firstNames = readTable('names', ['kk']).map((row) => row.kk);
const institutions = Map.groupBy(readTable('institutions', ['code', 'kk', 'ru']), (row) => row.code);

/** Name of an organisation, half of them in Kazakh and half in Russian, as registers hold them. */
export function organisationName(activity: Activity, large: boolean, district: District, place: Settlement, stream: Dice): string {
  const institution = institutions.get(activity.code);
  const kazakh = chance(stream, 0.5);
  const word = chance(stream, 0.25) ? pick(stream, firstNames) : pick(stream, toponyms);
  if (institution && activity.owner === 'state') {
    const where = chance(stream, 0.5) ? district.names : place.names;
    const row = pick(stream, institution);
    return (kazakh ? row.kk : row.ru)
      .replace('{place_ru}', where.ru).replace('{place}', where.kk)
      .replace('{word_ru}', inRussian(word)).replace('{word}', word)
      .replace('{number}', String(whole(stream, 1, 80)));
  }
  const end = pick(stream, activity.words);
  const own = `${kazakh ? word : inRussian(word)}${end === '' ? '' : pick(stream, ['-', ' ']) + end}`;
  if (activity.owner === 'farm') return kazakh ? `«${own}» ШҚ` : `КХ «${own}»`;
  if (activity.owner === 'utility') return kazakh ? `«${own}» МКК` : `ГКП «${own}»`;
  if (large) return kazakh ? `«${own}» АҚ` : `АО «${own}»`;
  return kazakh ? `«${own}» ЖШС` : pick(stream, [`ТОО «${own}»`, `ТОО "${own}"`]);
}

/** Name under which a sole entrepreneur trades: a given name or a toponym, never a whole name. */
export function soleName(activity: Activity, stream: Dice): string {
  const kazakh = chance(stream, 0.5);
  const word = pick(stream, chance(stream, 0.6) ? firstNames : toponyms);
  const own = kazakh ? word : inRussian(word);
  if (activity.owner === 'farm') return kazakh ? `«${own}» ШҚ` : `КХ «${own}»`;
  return kazakh ? `ЖК «${own}»` : `ИП «${own}»`;
}
