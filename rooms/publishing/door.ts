export { certify, issueCertificate } from './certificate.ts';
export { changeReleaseKey } from './release-key.ts';
export { closedMonths, closedThrough } from './cell.ts';
export { composeRelease, keepRelease, publishRelease } from './release.ts';
export { knownOf } from './rounding.ts';
export { publishingRoutes } from './routes.ts';
export { createShelves } from './shelf.ts';
export type { Shelf, Shelves } from './shelf.ts';
export { listReleases } from './store.ts';
