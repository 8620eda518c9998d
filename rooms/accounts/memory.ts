import type { Clock } from '#platform/clock.ts';

const milliseconds = 1000;
const room = 10_000;

/** What was found out within the last second, by key. Any change in this process empties it at once. */
export type Memory = {
  /** What is remembered under a key, or what `find` finds now; undefined is not remembered. */
  get<Value>(key: string, find: () => Promise<Value>): Promise<Value>;
  forget(): void;
};

export function openMemory(clock: Clock): Memory {
  const held = new Map<string, { value: unknown; at: number }>();
  let generation = 0;
  return {
    async get<Value>(key: string, find: () => Promise<Value>): Promise<Value> {
      const now = clock.now().getTime();
      const known = held.get(key);
      if (known !== undefined && now >= known.at && now < known.at + milliseconds) return known.value as Value;
      const begun = generation;
      const value = await find();
      // What was read before a change is not kept beyond it.
      if (begun === generation && value !== undefined) {
        if (held.size >= room) held.clear();
        held.set(key, { value, at: now });
      }
      return value;
    },
    forget() {
      generation += 1;
      held.clear();
    },
  };
}
