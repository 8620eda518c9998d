import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { Actor, Scope } from '#kernel/actor.ts';
import { holdsIdentifier, maskIdentifiers } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asReader, asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import type { Database } from '#platform/database.ts';
import type { OversightGround } from './ground.ts';
import { holdHis, mayFollow } from './order.ts';
import { countFiles, enterFile, findFile, type NewFile } from './order-file-store.ts';
import { enterStep } from './order-store.ts';

export const mostBytes = 10 * 2 ** 20;
const mostFiles = 20;

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const endings: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg', [sheet]: 'xlsx', 'text/csv': 'csv' };

/**
 * What a file is by its contents, whatever it is called; undefined for anything that is not taken. A workbook is a ZIP archive
 * with a workbook in it and without programs; a table is UTF-8 text without control characters.
 */
export function typeOf(content: Buffer): string | undefined {
  const begins = (...bytes: number[]) => content.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x50, 0x4b, 0x03, 0x04)) return content.includes('xl/workbook.xml') && !/vbaProject|macrosheets|externalLinks/i.test(content.toString('latin1')) ? sheet : undefined;
  return isTable(content) ? 'text/csv' : undefined;
}

function isTable(content: Buffer): boolean {
  if (content.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    // A page or a drawing that a browser would run is text too.
    return !/[^\P{Cc}\t\r\n]/u.test(text) && !/^\s*</.test(text);
  } catch {
    return false;
  }
}

/** A name to offer a file under: the last part of the one it came with, cleaned, with the ending of what it is. */
function nameOf(given: string, type: string): string {
  const plain = maskIdentifiers(basename(given.replaceAll('\\', '/')).replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._()-]/gu, '_')).replaceAll('*', '_').slice(-100);
  return `${plain || 'file'}.${endings[type]}`;
}

type GivenFile = { readonly name: string; readonly content: Buffer };

/** Reads the one file of an upload. Refuses `too-large` {most}, `one-file` and `no-files`. */
async function receive(request: FastifyRequest): Promise<GivenFile> {
  let found: GivenFile | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') throw new Refusal('bad-request', 400);
    if (found !== undefined) throw new Refusal('one-file', 400);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes) throw tooLarge();
      chunks.push(chunk);
    }
    found = { name: part.filename, content: Buffer.concat(chunks) };
  }
  if (found === undefined) throw new Refusal('no-files', 400);
  return found;
}

/** A file as it is kept. Refuses `file-type`, and `identifier-in-text` in a table. */
function look({ name, content }: GivenFile): NewFile {
  const type = typeOf(content);
  if (type === undefined) throw new Refusal('file-type', 422);
  if (type === 'text/csv' && holdsIdentifier(content.toString('utf8'))) throw new Refusal('identifier-in-text', 422);
  return { name: nameOf(name, type), type, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), content };
}

const tooLarge = () => new Refusal('too-large', 413, { most: mostBytes });

/** Refuses `no-such-order`, `wrong-step` and `too-many-files`. */
async function mustTakeFile(transaction: Database, orderId: number, scope: Scope): Promise<void> {
  const { state } = await holdHis(transaction, orderId, scope, 'answerer');
  if (!mayFollow('answered', state)) throw new Refusal('wrong-step', 409, { state });
  if ((await countFiles(transaction, orderId)) >= mostFiles) throw new Refusal('too-many-files', 409, { most: mostFiles });
}

/** Attaches the file of an upload. Refuses what `receive` and `attach` refuse. */
export async function attachFile(ground: OversightGround, actor: Actor, scope: Scope, orderId: number, request: FastifyRequest): Promise<number> {
  // A few hundred bytes around the file are the form's.
  if (Number(request.headers['content-length']) > mostBytes + 4096) throw tooLarge();
  // Before a byte of it is read, and again when it has come.
  await asSystem(ground.db, (transaction) => mustTakeFile(transaction, orderId, scope));
  return attach(ground, actor, scope, orderId, await receive(request));
}

/** Attaches a file to an order that may still be answered, and returns its id. Refuses what `mustTakeFile` and `look` refuse. */
export async function attach(ground: OversightGround, actor: Actor, scope: Scope, orderId: number, given: GivenFile): Promise<number> {
  const file = look(given);
  const at = ground.clock.now();
  return asSystem(ground.db, async (transaction) => {
    await mustTakeFile(transaction, orderId, scope);
    const id = await enterFile(transaction, orderId, file, actor, at);
    await enterStep(transaction, orderId, { what: 'attached', note: file.name }, undefined, actor, at);
    await record(transaction, { actor, what: 'order-file-attached', subject: String(orderId), facts: { file: id, bytes: file.bytes, type: file.type }, at });
    return id;
  });
}

/** One file of an order within the scope. Refuses `no-such-file`. */
export async function getFile(ground: OversightGround, scope: Scope, orderId: number, id: number): Promise<{ name: string; type: string; body: Buffer }> {
  const file = await asReader(ground.db, scope, (transaction) => findFile(transaction, orderId, id));
  if (file === undefined) throw new Refusal('no-such-file', 404);
  return { name: file.name, type: file.type, body: file.content };
}
