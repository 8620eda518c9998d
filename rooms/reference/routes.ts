import { route } from '#platform/http.ts';
import type { Route } from '#platform/http.ts';
import { getAlmaty, getConditions, getMci, getOccupations, getPlan, getQualifications, getRates, getRegions, getSectors, getTiles, getYouth } from './contract.ts';
import type { Provenance, Source } from './contract.ts';
import { listAmounts } from './mci.ts';
import { listOccupations } from './occupation.ts';
import { listAlmaty, listPlan } from './plan.ts';
import { listConditions, listQualifications } from './qualification.ts';
import { listContributions, listRates } from './rate.ts';
import { listRegions, listSuccession, listTiles } from './region.ts';
import { listSectors } from './sector.ts';
import { listSources } from './source.ts';
import { listYouthBands } from './youth.ts';

type Lists = Readonly<Record<string, readonly Provenance[]>>;

/** Lists of values with the sources that they name. */
function cited<L extends Lists>(lists: L): { [Name in keyof L]: L[Name][number][] } & { sources: Source[] } {
  return { ...lists, sources: listSources(Object.values(lists).flat()) } as never;
}

/** What the program itself knows, read only; places that an operator imports are answered by the pages of places. */
export const referenceRoutes: Route[] = [
  route(getRegions, () => cited({ regions: listRegions(), succession: listSuccession() })),
  route(getOccupations, () => cited({ occupations: listOccupations() })),
  route(getSectors, () => cited({ sectors: listSectors() })),
  route(getQualifications, () => cited({ qualifications: listQualifications() })),
  route(getConditions, () => cited({ conditions: listConditions() })),
  route(getRates, () => cited({ contributions: listContributions(), rates: listRates() })),
  route(getMci, () => cited({ amounts: listAmounts() })),
  route(getYouth, () => cited({ bands: listYouthBands() })),
  route(getPlan, () => cited({ plan: listPlan() })),
  route(getAlmaty, () => cited({ indicators: listAlmaty() })),
  route(getTiles, () => cited({ tiles: listTiles() })),
];
