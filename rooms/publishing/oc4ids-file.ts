import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';
import type { Database } from '#platform/database.ts';
import type { Oc4idsPackage } from './oc4ids-shape.ts';
import { oc4idsFile } from './release.ts';
import { findFile, findLatest } from './store.ts';

/** The OC4IDS file of one release in memory, and its projects by our own ids. */
type Shelved = { readonly number: number; readonly bytes: Buffer; readonly project: (id: string) => Oc4idsPackage | undefined };

/** Reads the OC4IDS files of releases; the one asked for last stays in memory. */
export function openOc4idsFiles(db: Database) {
  let kept: Promise<Shelved> | undefined;
  let keptNumber: number | undefined;
  /** Refuses `no-release` before the first one, and `no-such-release`. */
  return async function read(asked: number | undefined): Promise<Shelved> {
    const number = asked ?? (await findLatest(db))?.number;
    if (number === undefined) throw new Refusal('no-release', 404);
    if (keptNumber !== number || kept === undefined) {
      keptNumber = number;
      kept = open(db, number).catch((error: unknown) => { kept = undefined; throw error; });
    }
    return kept;
  };
}

async function open(db: Database, number: number): Promise<Shelved> {
  const bytes = await findFile(db, number, oc4idsFile);
  if (bytes === undefined) throw new Refusal('no-such-release', 404);
  const whole = JSON.parse(bytes.toString()) as Oc4idsPackage;
  const projects = new Map(whole.projects.map((project) => [project.identifiers[0]!.id, project]));
  const address = whole.uri.slice(0, whole.uri.lastIndexOf('/'));
  return {
    number, bytes,
    project(id) {
      const project = projects.get(id);
      return project && { ...whole, uri: `${address}/projects/${encodeURIComponent(id)}.oc4ids.json?release=${number}`, projects: [project] };
    },
  };
}

/** A file that may be kept: for ever where its release is named, else for a minute; one that the asker has already is not sent again. */
export function sendKept(name: string, body: Buffer, forEver: boolean, request: FastifyRequest, reply: FastifyReply) {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.headers({ etag, 'cache-control': forEver ? 'public, max-age=31536000, immutable' : 'public, max-age=60' });
  const known = (request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(etag)) reply.code(304);
  return { name, type: 'application/json', body: known.includes(etag) ? '' : body };
}
