export { listAmounts, mciAt, minimumWageAt } from './mci.ts';
export { findOccupation, listOccupations } from './occupation.ts';
export { builtInPlaces, placeAbove } from './place.ts';
export type { BuiltInPlace } from './place.ts';
export { listAlmaty, listPlan } from './plan.ts';
export { listConditions, listQualifications } from './qualification.ts';
export { contributionRate, listRates } from './rate.ts';
export { listRegions, listSuccession, listTiles, regionCodes } from './region.ts';
export { listSectors, sectorSection } from './sector.ts';
