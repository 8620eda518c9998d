export { computeMonths, computeSpells, prepareMonths } from './spells.ts';
