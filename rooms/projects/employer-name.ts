import { personNumbers } from '#people';
import { openDuck } from '#platform/duck.ts';
import { loadCurrent } from '#registers';
import type { ProjectGround } from './ground.ts';
import { readEmployerNames } from './store.ts';

/**
 * Names of employers by number: those that rows name already are at hand, any other is looked up in the register of employers.
 * A sole entrepreneur's name is personal data and is told to nobody.
 */
export async function employerNames(ground: ProjectGround, numbers: readonly number[]): Promise<Map<number, string | null>> {
  const names = await readEmployerNames(ground.db, numbers);
  const strange = numbers.filter((number) => !names.has(number));
  if (strange.length === 0) return names;
  const duck = await openDuck({ memoryLimit: ground.config.memoryLimit, threads: 1 });
  try {
    await loadCurrent(duck, ground, ['employers']);
    const rows = await duck.rows<{ employer: number; name: string }>(`
      select employer, name from register.employers where employer in (${strange.join(', ')}) and employer not in (${await personNumbers(ground)})`);
    return new Map([...names, ...rows.map(({ employer, name }): [number, string] => [employer, name])]);
  } finally {
    duck.close();
  }
}
