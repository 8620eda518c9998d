// One database is enough: mutated bytes end in the readers of files.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { openTestGround } from '#platform/testing.ts';
import type { RegisterName } from './contract.ts';
import { importFile } from './import.ts';
import { findFault } from './naive/check.ts';
import { readDocument } from './naive/document.ts';
import { readRecords } from './naive/framing.ts';
import { company, csv, header, person, row } from './naive/sample.ts';
import { rejectsCsv } from './store.ts';

let ground: Awaited<ReturnType<typeof openTestGround>>;
beforeAll(async () => {
  ground = await openTestGround();
});

const document = readDocument();
const names = [...document.keys()] as RegisterName[];
/** How many files are made up; the more the better. */
const runs = Number(process.env['MUTATED_FILES'] ?? 12);

/** What the import of a file must tell, read slowly; undefined when it is refused. Rejects are `line,column,code`. */
function expected(name: RegisterName, contents: Buffer, held: Set<string>): { counts: number[]; rejects: string[] } | undefined {
  const columns = document.get(name)!;
  const below = contents.indexOf('\n') + 1;
  const { records, openQuote } = readRecords(contents.subarray(below), columns.length, 2);
  if (openQuote !== undefined) return undefined;
  const bad = records.filter(({ framing }) => framing === 'encoding').length;
  if (bad > 0 && records.every(({ framing }) => framing !== '')) return undefined;
  const rejects: string[] = [];
  let duplicates = 0;
  for (const { line, framing, fields } of records) {
    const fault = framing === '' ? findFault(name, columns, fields) : { column: '', code: framing };
    if (fault !== undefined) rejects.push(`${line},${fault.column},${fault.code}`);
    else if (held.has(fields.join('\u001f'))) duplicates += 1;
    else held.add(fields.join('\u001f'));
  }
  return { counts: [records.length, records.length - rejects.length - duplicates, rejects.length, duplicates], rejects };
}

/** Right rows with few keys, some of them spoilt in a field, then the text spoilt in some bytes. */
function file(name: RegisterName): fc.Arbitrary<Buffer> {
  const columns = header(name);
  const spoilt = fc.constantFrom('', ' ', '0', '-1', '1.5', '1.50', '2025-06-01', '2024-02-30', '2025-06', 'active', 'annulled', 'x,y', 'a "b"', 'two\nlines', person(2), company(3), '751110000', '2025-01-01T00:00:00Z', 'Ә«»', '\u0000', 'x'.repeat(450));
  const one = fc.array(fc.tuple(fc.constantFrom(...columns), spoilt), { maxLength: 2 }).map((changes) => row(name, Object.fromEntries(changes)));
  const rows = fc.array(one, { minLength: 1, maxLength: 40 });
  const pieces = fc.constantFrom('"', '""', ',', '\n', '\r\n', '\r', '"\n', '",', '\xff', '\xd0', '\xc2\x85', '\x00', ' ').map((text) => Buffer.from(text, 'latin1'));
  const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), pieces, fc.nat(2)), { maxLength: 4 });
  return fc.tuple(rows, changes, fc.constantFrom('\n', '\r\n')).map(([fields, spoils, lineBreak]) => {
    let text = Buffer.from(csv(fields, lineBreak));
    for (const [where, piece, cut] of spoils) {
      const at = Math.floor(where * text.length);
      text = Buffer.concat([text.subarray(0, at), piece, text.subarray(at + cut)]);
    }
    return Buffer.concat([Buffer.from(csv([columns], lineBreak)), text]);
  });
}

test('spoilt files: every reject on its line with its column and code, all counts, and the same again', async () => {
  for (const [turn, name] of names.entries()) {
    const held = new Set<string>();
    for (const [at, contents] of fc.sample(file(name), { numRuns: Math.ceil(runs / names.length), seed: Number(process.env['MUTATED_SEED'] ?? 5) + turn }).entries()) {
      const path = join(ground.files, `${name}-${at}.csv${at % 3 === 1 ? '.gz' : ''}`);
      writeFileSync(path, at % 3 === 1 ? gzipSync(contents) : contents);
      for (const time of ['first', 'again']) {
        const told = expected(name, contents, held);
        const result = await importFile({ ...ground, register: name, file: path, by: operator(time) });
        const rejects = (await Array.fromAsync(rejectsCsv(ground.db, result.id))).join('').split('\n').slice(1, -1).map((line) => line.split(',').slice(0, 3).join());
        const found = result.refused ? undefined : { counts: [result.records, result.accepted, result.rejected, result.duplicates], rejects };
        expect({ name, at, time, found }, contents.toString('latin1')).toEqual({ name, at, time, found: told });
      }
    }
  }
}, 600_000);
