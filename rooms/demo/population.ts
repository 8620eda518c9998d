import { cutOff, dayText, instantText, startOf } from './calendar.ts';
import { paySelf } from './contribution.ts';
import type { Desk } from './employer.ts';
import { makeRoomIn } from './files.ts';
import { personAt } from './person.ts';
import type { Person } from './person.ts';
import type { District } from './place.ts';
import { chance, dice, draw, whole } from './random.ts';
import { put } from './rows.ts';

/** Those of a district who may work, by number. */
export type Hands = { workers: number[]; entrepreneurs: number[] };

/** Writes everybody who lives in a district, and what the self-employed pay for themselves. */
export async function writePeople(desk: Desk, district: District): Promise<Hands> {
  const { country, files } = desk;
  const hands: Hands = { workers: [], entrepreneurs: [] };
  const end = country.firstPerson[district.index + 1] ?? 0;
  for (let index = country.firstPerson[district.index] ?? 0; index < end; index += 1) {
    const person = personAt(country, index);
    writePerson(desk, district, person);
    if (person.role === 'worker') hands.workers.push(index);
    else if (person.role === 'entrepreneur') hands.entrepreneurs.push(index);
    else if (person.role === 'self-employed') {
      const stream = dice(country.seed, 'stint', index);
      if (chance(stream, 0.55)) paySelf(files, person.iin, index, district.urban, stream);
    }
    if (index % 2000 === 0) await makeRoomIn(files);
  }
  return hands;
}

function writePerson({ country, files }: Desk, district: District, person: Person): void {
  const { iin, bornOn, sex, citizenship, education, graduatedOn, exempt, exemptFrom, diedOn, leftOn, index } = person;
  const stream = dice(country.seed, 'place', index);
  const born = dayText(bornOn);
  const optional = (day: number | null): string => (day === null ? '' : dayText(day));
  const traits = `${citizenship},${education || ''},${optional(graduatedOn)},${exempt},${optional(exemptFrom)},${optional(diedOn)},${optional(leftOn)}`;
  const row = (place: string, on: number): string => `${iin},${born},${sex},${place},${traits},${instantText(on, index)}\n`;
  const learnt = Math.max(bornOn + 10, startOf(-6) + whole(stream, 0, 1000));
  // People move: of a few the extract still has the row with the place where they lived before.
  if (chance(stream, 0.005) && learnt > bornOn + 400) put(files.population, row(draw(stream, district.settlements).code, learnt - 300));
  put(files.population, row(draw(stream, district.settlements).code, Math.min(cutOff, learnt)));
}
