/** Where "now" comes from; tests pass another. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
