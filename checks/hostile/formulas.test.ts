// One database is enough: files are written from what was read.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { testFolder } from '#platform/testing.ts';
import { writeMadeUpCountry } from '#demo';
import { openTestCountry, type TestCountry } from '../country.ts';

/** How a text begins that a spreadsheet takes for a formula (ASVS 1.2.10), ASCII and full-width. */
const beginnings = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const formula = (begins: string) => `${begins}HYPERLINK("http://evil.example","жоба")`;

let country: TestCountry;
beforeAll(async () => {
  country = await openTestCountry();
  const folder = testFolder();
  const { files } = await writeMadeUpCountry({ people: 1000, seed: 3, folder });
  const ofRegister = (register: string) => zstdDecompressSync(readFileSync(files.find((one) => one.register === register)!.path)).toString().split('\n');
  // A project and a pledge that came through the door, under names and ids of the hostile kind; and one row that is rejected.
  /** The first row of a register, with hostile texts in some of its columns, once for each beginning. */
  const spoilt = (register: string, texts: Readonly<Record<string, (begins: string, at: number) => string>>): string[] => {
    const [head = '', row = ''] = ofRegister(register);
    const [names, values] = [fieldsOf(head), fieldsOf(row)];
    return [head, ...beginnings.map((begins, at) => names.map((name, of) => `"${(texts[name]?.(begins, at) ?? values[of] ?? '').replaceAll('"', '""')}"`).slice(0, head.split(',').length).join(','))];
  };
  const id = (begins: string, at: number) => formula(`${begins}${at}`);
  const projects = spoilt('projects', { project_id: id, name_kk: formula, name_ru: formula, name_en: formula });
  const rejected = projects[1]!.replace(/"\d{4}-\d\d-\d\d"/, '"=1+1"');
  // In a folder of their own: the manifests there are of other files.
  const beside = testFolder();
  const write = async (name: string, lines: string[]) => {
    const file = join(beside, name);
    await writeFile(file, `${lines.join('\n')}\n`);
    return file;
  };
  await country.app.importFiles([
    { register: 'projects', file: await write('projects.csv', [...projects, rejected]), by: operator('test'), madeUp: true },
    { register: 'pledges', file: await write('pledges.csv', spoilt('pledges', { pledge_id: id, project_id: id })), by: operator('test'), madeUp: true },
  ], ({ register, accepted, refused }) => expect({ register, accepted, refused }).toEqual({ register, accepted: beginnings.length, refused: undefined }));
}, 300_000);
afterAll(() => country.close());

const get = async (url: string) => {
  const reply = await country.ask(operator('test'), 'GET', url);
  expect(reply.statusCode, url).toBe(200);
  return reply;
};

/** Fields of CSV as a spreadsheet reads them. */
function fieldsOf(text: string): string[] {
  return [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(?:,|\r?\n|$)/g)].map(([, field = '']) => field.replace(/^\uFEFF/, '').replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"'));
}

/** The files of a zip archive, by its central directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 46, 'latin1')) {
    const [method, size, nameLength, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
  }
  return files;
}

test('in no file that people download does a text begin like a formula', async () => {
  const [imported] = (await get('/api/imports?register=projects')).json<{ rows: { id: string; rejected: number }[] }>().rows;
  expect(imported!.rejected).toBe(1);
  const month = (await get('/api/state')).json<{ defaultMonth: string }>().defaultMonth;
  for (const [url, least] of [
    ['/api/projects.csv?language=ru', 32], ['/api/projects.csv?language=en', 32], ['/api/pledges.csv', 24], [`/api/evidence.csv?month=${month}`, 16], [`/api/imports/${imported!.id}/rejects.csv`, 1],
  ] as const) {
    const fields = fieldsOf((await get(url)).body);
    expect(fields.filter((field) => /^[=+@\t\r\0＝＋－＠]|^-(?!\d+(\.\d+)?$)/.test(field)), url).toEqual([]);
    expect(fields.filter((field) => field.startsWith("'")).length, url).toBeGreaterThanOrEqual(least === 1 ? 1 : 16);
  }
});

test('in a workbook texts are texts: there is no formula in it', async () => {
  for (const url of ['/api/projects.xlsx', '/api/pledges.xlsx']) {
    const files = unzip((await get(url)).rawPayload);
    const sheet = [...files].filter(([name]) => name.startsWith('xl/worksheets/')).map(([, text]) => text).join('');
    expect(sheet.length).toBeGreaterThan(1000);
    expect(sheet, url).not.toMatch(/<f[ >/]/);
    expect([...files.values()].join(''), url).toContain('HYPERLINK(');
  }
});
