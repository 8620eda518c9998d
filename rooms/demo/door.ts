export { writeMadeUpCountry } from './made-up-country.ts';
export type { MadeUpFile, MadeUpOptions, Progress } from './made-up-country.ts';
export type { Planted } from './scheme.ts';
