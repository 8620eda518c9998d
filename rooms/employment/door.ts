export { computeMonths, computeSpells, employmentSteps, layHeldMonths, layMonths, prepareMonths } from './spells.ts';
