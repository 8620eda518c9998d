import { monthText } from '#kernel/month.ts';
import { Refusal } from '#kernel/refusal.ts';
import { route, type Route } from '#platform/http.ts';
import { issueCertificate, verifyCertificate, type ReadFigures } from './certificate.ts';
import * as contract from './contract.ts';
import { openOc4idsFiles, sendKept } from './oc4ids-file.ts';
import { publicOverview, publicPledge, publicProject, publicProjects } from './public-page.ts';
import type { PublishingGround } from './release.ts';
import { releaseFacts, type Shelves } from './shelf.ts';
import { findFile, listReleases } from './store.ts';
import { mediaTypes } from './table-file.ts';

/** A minute is as long as a new release may take to be seen; the files of a release never change. */
const fresh = { 'cache-control': 'public, max-age=60' };
const immutable = { 'cache-control': 'public, max-age=31536000, immutable' };

/** What the public reads, and certificates. */
export function publishingRoutes(ground: PublishingGround, shelves: Shelves, figures: ReadFigures): Route[] {
  const { db } = ground;
  const readOc4ids = openOc4idsFiles(db);
  return [
    route(contract.getPublicOverview, async ({ query, reply }) => {
      const shelf = await shelves.current();
      reply.headers(fresh);
      return shelf.remember('overview', query, () => publicOverview(shelf, query));
    }),
    route(contract.listPublicProjects, async ({ query, reply }) => {
      const shelf = await shelves.current();
      reply.headers(fresh);
      return shelf.remember('projects', query, () => publicProjects(shelf, query));
    }),
    route(contract.getPublicProject, async ({ params: { projectId }, reply }) => {
      const shelf = await shelves.current();
      reply.headers(fresh);
      return shelf.remember('project', { projectId }, () => publicProject(shelf, projectId));
    }),
    route(contract.getPublicPledge, async ({ params: { pledgeId }, reply }) => {
      const shelf = await shelves.current();
      reply.headers(fresh);
      return shelf.remember('pledge', { pledgeId }, () => publicPledge(shelf, pledgeId));
    }),
    route(contract.getOc4ids, async ({ query: { release }, request, reply }) => {
      const { number, bytes } = await readOc4ids(release);
      return sendKept(`jumys-${number}.oc4ids.json`, bytes, release !== undefined, request, reply);
    }),
    route(contract.getOc4idsProject, async ({ params: { projectId }, query: { release }, request, reply }) => {
      const { number, project } = await readOc4ids(release);
      const one = project(projectId);
      if (one === undefined) throw new Refusal('no-such-project', 404);
      return sendKept(`jumys-${number}-${projectId}.oc4ids.json`, Buffer.from(JSON.stringify(one)), release !== undefined, request, reply);
    }),
    route(contract.getLatestRelease, async ({ reply }) => {
      const shelf = await shelves.current();
      reply.headers(fresh);
      return shelf.release;
    }),
    route(contract.listReleases, async ({ reply }) => {
      reply.headers(fresh);
      return { rows: (await listReleases(db)).map(releaseFacts) };
    }),
    route(contract.getReleaseFile, async ({ params: { number, product, format }, reply }) => {
      const body = await findFile(db, number, `${product}.${format}`);
      if (body === undefined) throw new Refusal('no-such-release', 404);
      reply.headers(immutable);
      return { name: `jumys-${number}-${product}.${format}`, type: mediaTypes[format], body };
    }),
    route(contract.getCertificate, async ({ params: { pledgeId }, query: { language }, actor, scope }) => {
      const { pdf } = await issueCertificate(ground, figures, { actor, scope, pledgeId, language });
      return { name: `certificate-${pledgeId}.pdf`, type: 'application/pdf', body: pdf };
    }),
    route(contract.verifyCertificate, async ({ params: { number }, reply }) => {
      const { certificate, status, pledge, madeUp } = await verifyCertificate(ground, figures, number);
      reply.header('cache-control', 'no-store');
      const { verdict, month, issuedAt, definition, sha256, pledgeId, jobs, dueOn } = certificate;
      return { number, status, verdict, month: monthText(month), issuedOn: issuedAt.toISOString().slice(0, 10), definition, sha256, madeUp, pledgeId, jobs, dueOn, ...pledge };
    }),
  ];
}
