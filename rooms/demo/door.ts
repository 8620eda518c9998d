export { writeMadeUpCountry } from './made-up-country.ts';
export type { MadeUpFile, MadeUpOptions, Progress } from './made-up-country.ts';
export type { Planted } from './scheme.ts';
export { writeFirstDraft } from './work/first-draft.ts';
export { writeWork } from './work/write-work.ts';
