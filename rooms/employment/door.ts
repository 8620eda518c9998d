export { computeMonths, computeSpells, employmentSteps, prepareMonths } from './spells.ts';
