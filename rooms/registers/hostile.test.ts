// One database is enough: what is hostile is refused before it is asked.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { operator } from '#kernel/actor.ts';
import { openDuck } from '#platform/duck.ts';
import { openTestGround } from '#platform/testing.ts';
import type { RegisterName } from './contract.ts';
import { importFile } from './import.ts';
import { company, csv, header, person, row } from './naive/sample.ts';
import { getImport, rejectsCsv } from './store.ts';

let ground: Awaited<ReturnType<typeof openTestGround>>;
let files = 0;
beforeAll(async () => {
  ground = await openTestGround();
});

const employers = (...rows: string[][]): string => csv([header('employers'), ...rows]);
const named = (name: string, n = 1): string[] => row('employers', { name, employer: company(n) });

/** Imports contents under a name; the counts and rejects as `line column code`, or the code of the refusal. */
async function outcome(contents: string | Uint8Array, name = 'file.csv', register: RegisterName = 'employers', changes: Partial<typeof ground.config> = {}): Promise<unknown> {
  const folder = join(ground.files, String((files += 1)));
  mkdirSync(folder);
  writeFileSync(join(folder, name), contents);
  return outcomeOf(join(folder, name), register, changes);
}

async function outcomeOf(file: string, register: RegisterName = 'employers', changes: Partial<typeof ground.config> = {}): Promise<unknown> {
  const result = await importFile({ db: ground.db, config: { ...ground.config, ...changes }, register, file, by: operator('test') });
  expect(result.accepted + result.rejected + result.duplicates).toBe(result.records);
  expect(readdirSync(join(ground.config.dataFolder, 'tmp'))).toEqual([]);
  const stored = await getImport(ground.db, result.id);
  expect(stored).toMatchObject({ records: result.records, accepted: result.accepted, rejected: result.rejected, duplicates: result.duplicates });
  if (result.refused !== undefined) {
    expect(stored.refused?.code).toBe(result.refused.code);
    expect(result).toMatchObject({ records: 0, accepted: 0, rejected: 0, duplicates: 0 });
    return `refused ${result.refused.code}`;
  }
  const rejects = (await Array.fromAsync(rejectsCsv(ground.db, result.id))).join('').split('\n').slice(1, -1);
  expect(rejects.length).toBe(result.rejected);
  return { records: result.records, rejects: rejects.map((line) => line.split(',').slice(0, 3).join(' ').trim()) };
}

const accepted = (records: number) => ({ records, rejects: [] });
const rejected = (records: number, ...rejects: string[]) => ({ records, rejects });

test('no bytes, no header, another header: refused whole', async () => {
  expect(await outcome('')).toBe('refused no-bytes');
  expect(await outcome(gzipSync(''), 'file.csv.gz')).toBe('refused no-bytes');
  expect(await outcome(`\n${employers(named('x'))}`)).toBe('refused header-unknown');
  expect(await outcome(employers(named('x')).replaceAll(',', ';').replaceAll('.', ','))).toBe('refused header-unknown');
  expect(await outcome(employers(named('x')).replace('closed_on', 'name'))).toBe('refused header-repeated');
  expect(await outcome(employers(named('x')).replace('sector', 'sector\u00a0'))).toBe('refused header-unknown');
  expect(await outcome(employers(named('x')).replace('sector', 'seсtor'))).toBe('refused header-unknown');
  expect(await outcome(employers(named('x')).replace('sector', 'Sector'))).toBe('refused header-unknown');
  expect(await outcome(employers(named('x')).replace('recorded_at', 'recorded_at,phone'))).toBe('refused header-unknown');
  expect(await outcome(csv([header('employers').filter((name) => name !== 'sector')]))).toBe('refused header-missing');
  expect(await outcome(`${Array.from({ length: 16_384 }, (_, at) => `c${at}`).join(',')}\n`)).toBe('refused header-broken');
  expect(await outcome('x'.repeat(3_000_000))).toBe('refused header-broken');
  expect(await outcome('<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head></html>\n')).toBe('refused header-unknown');
  expect(await outcome(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n', 'latin1'))).toBe('refused header-unknown');
  expect(await outcome(Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04', 'latin1'))).toBe('refused header-unknown');
});

test('text that is not UTF-8 is refused whole; a single bad record is rejected', async () => {
  const text = employers(named('Ақтау', 2), named('Өскемен', 3));
  expect(await outcome(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('refused not-utf8');
  expect(await outcome(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe('refused not-utf8');
  const windows1251 = Buffer.from(employers(named('NN', 2), named('NN', 3)).replaceAll('NN', '\xc0\xea\xf2\xe0\xf3'), 'latin1');
  expect(await outcome(windows1251)).toBe('refused not-utf8');
  expect(await outcome(Buffer.concat([Buffer.from(text), windows1251.subarray(windows1251.indexOf('\n') + 1)]))).toEqual(rejected(4, '4  encoding', '5  encoding'));
  expect(await outcome(Buffer.from(employers(named('\xc0\xaf', 4), named('\xed\xa0\x80', 5), named('x', 6)), 'latin1'))).toEqual(rejected(3, '2  encoding', '3  encoding'));
});

test('a byte order mark, another order of columns, a missing column that may be empty: accepted', async () => {
  expect(await outcome(`\ufeff${employers(named('bom', 10))}`)).toEqual(accepted(1));
  const few = header('employers').filter((name) => !['head', 'successor', 'parent', 'closed_on'].includes(name)).toReversed();
  const fields = row('employers', { employer: company(11) });
  expect(await outcome(csv([few, few.map((name) => fields[header('employers').indexOf(name)]!)]))).toEqual(accepted(1));
  expect(await outcome(employers())).toEqual(accepted(0));
  expect(await outcome(employers().trim())).toEqual(accepted(0));
});

test('control characters, line breaks within fields, separators of other kinds', async () => {
  expect(await outcome(employers(named('a\u0000b', 20), named('a\u0085b', 21), named('a\u2028b', 22), named('a\tb', 23)))).toEqual(rejected(4, '2 name text', '3 name text', '5 name text'));
  expect(await outcome(employers(named('a\n\nb', 24), named('c', 25), named('a\rb', 26)))).toEqual(rejected(3, '2 name text', '6 name text'));
  const [top = '', one = '', two = '', three = ''] = employers(named('d', 27), named('e', 28), named('f', 29)).split('\n');
  expect(await outcome(`${top}\r\n${one}\n\r\n\n${two}\r\n${three}`)).toEqual(accepted(3));
  expect(await outcome(`${top}\n${one.replaceAll(',', ';')}\n${two}`)).toEqual({ records: 2, rejects: ['2  columns'] });
});

test('records of any length and quotes late in the file', async () => {
  expect(await outcome(`${employers(named('x'.repeat(3_000_000), 30), named('y', 31))}${csv([named('z'.repeat(40_000_000), 32)], '')}`))
    .toEqual(rejected(3, '2 name text', '4 name text'));
  const many = Array.from({ length: 21_000 }, (_, at) => named(at === 20_900 ? 'a "quoted", late' : at === 20_950 ? 'with\nbreak' : `n${at}`, 33));
  expect(await outcome(employers(...many))).toEqual(rejected(21_000, '20952 name text'));
});

test('quotes out of place and wrong numbers of fields', async () => {
  const good = csv([named('q', 40)]);
  const top = employers();
  expect(await outcome(`${top}${good.replace('q', '"a\\"b"')}${good}`)).toEqual({ records: 2, rejects: ['2  columns'] });
  expect(await outcome(`${top}${good.replace('q', '"a"b')}${good.replace('q', 'a"b')}${good.replace('q', ' "a"')}`)).toEqual(rejected(3, '2  columns', '3  columns', '4  columns'));
  expect(await outcome(`${top}a,b\n${good.trim()},more\n${','.repeat(9)}\n${','.repeat(30)}\n`)).toEqual(rejected(4, '2  columns', '3  columns', '4 employer missing', '5  columns'));
  expect(await outcome(`${top}${good}${good.replace('q', '"a')}${good}`)).toBe('refused open-quote');
});

test('all rows alike are one row and its duplicates', async () => {
  const result = await importFile({ ...ground, register: 'employers', file: write('same.csv', employers(...Array.from({ length: 5000 }, () => named('same', 50)))), by: operator('test') });
  expect(result).toMatchObject({ records: 5000, accepted: 1, duplicates: 4999 });
});

function write(name: string, contents: string | Uint8Array): string {
  const folder = join(ground.files, String((files += 1)));
  mkdirSync(folder);
  writeFileSync(join(folder, name), contents);
  return join(folder, name);
}

test('identifiers as spreadsheets and keyboards spoil them', async () => {
  const iin = person(7);
  const spoilt = [iin.slice(1), '9.80101E+11', '980101300123.0', `${iin}0`, iin.replace('1', 'l'), iin.replace('0', 'О'), iin.replace('9', '\uff19'), iin.replace('9', '٩'), `${iin.slice(0, 6)} ${iin.slice(6)}`,
    `${iin} `, `\u200b${iin}`, `${iin.slice(0, 11)}${(Number(iin[11]) + 1) % 10}`, '560315100660', '000000000000', company(1)];
  const rows = spoilt.map((text) => row('population', { iin: text }));
  expect(await outcome(csv([header('population'), ...rows]), 'file.csv', 'population')).toEqual(rejected(rows.length, ...rows.map((_, at) => `${at + 2} iin iin`)));
  expect(await outcome(employers(row('employers', { employer: '990140004655' }), row('employers', { employer: person(3) }), row('employers', { head: person(3) }))))
    .toEqual(rejected(3, '2 employer bin', '4 head bin'));
  expect(await outcome(csv([header('population'), row('population', { iin: person(9), born_on: '2001-01-01', sex: 'f' })]), 'file.csv', 'population')).toEqual(accepted(1));
});

test('names of every kind are names, up to 400 characters', async () => {
  const fine = ['Ә', 'e\u0301', '😀'.repeat(400), '\u202eevil', '<script>alert(1)</script>', '{{7*7}}', '${jndi:ldap://x}', '=1+1', '+1', '-1', '@x', '＝1', "'; drop table x; --", 'NULL', '\\N'];
  expect(await outcome(employers(...fine.map((name, at) => named(name, 60 + at))))).toEqual(accepted(fine.length));
  expect(await outcome(employers(named('', 80), named('x'.repeat(1000), 81), named('\u001b[31m', 82)))).toEqual(rejected(3, '2 name missing', '3 name text', '4 name text'));
});

test('amounts, dates, periods and places that are none', async () => {
  const amounts = ['1e308', 'NaN', 'Infinity', '1 234,56', '1,234.56', '0.005', '₸100', '0x10', '12345678901234', '1.', '.5', '+1', '--1', ''];
  const rows = amounts.map((amount, at) => row('contributions', { amount, payment_ref: `a${at}` }));
  expect(await outcome(csv([header('contributions'), ...rows]), 'file.csv', 'contributions')).toEqual(rejected(rows.length, ...amounts.map((text, at) => `${at + 2} amount ${text === '' ? 'missing' : 'money'}`)));
  const right = ['0', '-0', '-5.5', '9999999999999.99', '007'].map((amount, at) => row('contributions', { amount, payment_ref: `b${at}` }));
  expect(await outcome(csv([header('contributions'), ...right, row('contributions', { period: '2025-13' })]), 'file.csv', 'contributions')).toEqual(rejected(6, '7 period month'));
  const dates = ['0001-01-01', '1799-12-31', '9999-12-31', '31.06.2025', '2025-02-29', '03/04/2025', '25-01-01', '1767225600000'];
  expect(await outcome(csv([header('absences'), ...dates.map((starts_on) => row('absences', { starts_on }))]), 'file.csv', 'absences')).toEqual(rejected(8, ...dates.map((_, at) => `${at + 2} starts_on date`)));
  const places = ['511610000', '75111000', '0751110000', '990000000', '000000001'];
  expect(await outcome(employers(...places.map((place, at) => row('employers', { place, employer: company(90 + at) }))))).toEqual(rejected(5, '3 place place', '4 place place', '5 place place', '6 place place'));
});

test('an end before its start is order, at the later column, after every other fault', async () => {
  const rows = [
    row('population', { iin: person(20), born_on: '2000-01-02', exempt_from: '2000-01-01', died_on: '1999-01-01', left_on: '1999-01-01' }),
    row('population', { iin: person(21), born_on: '2000-01-02', died_on: '2000-01-01', left_on: '1999-01-01', recorded_at: '2025' }),
    row('population', { iin: person(22), born_on: '2000-01-02', died_on: '2000-01-01', left_on: '1999-01-01' }),
    row('population', { iin: person(23), born_on: '2000-01-02', graduated_on: '1999-01-01', exempt_from: '2000-01-02' }),
  ];
  expect(await outcome(csv([header('population'), ...rows]), 'file.csv', 'population')).toEqual(rejected(4, '2 exempt_from order', '3 recorded_at instant', '4 died_on order'));
  expect(await outcome(csv([header('contracts'), row('contracts', { terminated_on: '1990-01-01' }), row('contracts', { ends_on: '2025-05-31', contract_no: 'y' })]), 'file.csv', 'contracts'))
    .toEqual(rejected(2, '3 ends_on order'));
});

test('packed files: cut, with something behind them, of several parts, larger than the limit', async () => {
  const text = Buffer.from(employers(...Array.from({ length: 200 }, (_, at) => named(`packed ${at}`, 100 + at))));
  const parts = [text.subarray(0, 5000), text.subarray(5000)];
  expect(await outcome(Buffer.concat(parts.map((part) => gzipSync(part))), 'file.csv.gz')).toEqual(accepted(200));
  expect(await outcome(Buffer.concat(parts.map((part) => zstdCompressSync(part))), 'FILE.CSV.ZST')).toEqual(accepted(200));
  expect(await outcome(gzipSync(text).subarray(0, -1), 'file.csv.gz')).toBe('refused cut');
  expect(await outcome(zstdCompressSync(text).subarray(0, -1), 'file.csv.zst')).toBe('refused cut');
  expect(await outcome(Buffer.concat([gzipSync(text), Buffer.from('garbage')]), 'file.csv.gz')).toBe('refused damaged');
  expect(await outcome(text, 'file.csv.gz')).toBe('refused damaged');
  expect(await outcome(gzipSync(Buffer.concat([text, Buffer.alloc(50_000_000, 'a')])), 'file.csv.gz', 'employers', { maxUnpackedBytes: 1_000_000 })).toBe('refused too-large');
  expect(await outcome(text, 'file.csv', 'employers', { maxUnpackedBytes: 1000 })).toBe('refused too-large');
});

test('names of files reach the file system only, and nothing but regular files is read', async () => {
  const contents = employers(named('by any name', 400));
  for (const name of ["a'b*.csv", '{a,b}.csv', '-x.csv', '[a-z].csv', '\u202evsc.csv', '%00.csv', 'http:x.csv', `${'n'.repeat(250)}.csv`, 'a"b;c.csv', '**.csv']) {
    expect(await outcome(contents, name), name).toMatchObject({ records: 1 });
  }
  expect(await outcome(contents, 'file.txt')).toBe('refused unknown-ending');
  expect(await outcome(contents, 'file.zip')).toBe('refused unknown-ending');
  const folder = join(ground.files, 'names');
  mkdirSync(join(folder, 'folder.csv'), { recursive: true });
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  symlinkSync(write('target.csv', contents), join(folder, 'link.csv'));
  expect(await outcomeOf(join(folder, 'folder.csv'))).toBe('refused not-a-file');
  expect(await outcomeOf(join(folder, 'pipe.csv'))).toBe('refused not-a-file');
  expect(await outcomeOf('/dev/zero')).toBe('refused not-a-file');
  expect(await outcomeOf(join(folder, 'link.csv'))).toMatchObject({ records: 1 });
  for (const path of ['s3://bucket/x.csv', 'http://169.254.169.254/x.csv', join(folder, `${'n'.repeat(300)}.csv`), join(folder, '*.csv'), `${folder}/a\0b.csv`]) {
    expect(await outcomeOf(path), path).toBe('refused not-there');
  }
});

test('a manifest that disagrees refuses the file, one that agrees does not', async () => {
  const contents = csv([header('contributions'), ...['10.10', '-0.05', '7', 'wrong'].map((amount, at) => row('contributions', { amount, payment_ref: `m${at}` }))]);
  const withManifest = async (manifest: unknown, name = 'file.csv.manifest.json'): Promise<unknown> => {
    const file = write('file.csv', contents);
    writeFileSync(join(file, '..', name), typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
    return outcomeOf(file, 'contributions');
  };
  const right = { register: 'contributions', asOf: '2025-07-01', records: 4, sums: { amount: '17.05' } };
  expect(await withManifest(right)).toMatchObject({ records: 4 });
  expect(await withManifest({ ...right, sums: { amount: '17.050' } }, 'file.manifest.json')).toMatchObject({ records: 4 });
  expect(await withManifest('{"records":4,"sums":{"amount":17.05}}')).toMatchObject({ records: 4 });
  expect(await withManifest({ ...right, records: 5 })).toBe('refused manifest-disagrees');
  expect(await withManifest({ ...right, records: 3 }, 'file.manifest.json')).toBe('refused manifest-disagrees');
  expect(await withManifest({ ...right, sums: { amount: '17.06' } })).toBe('refused manifest-disagrees');
  expect(await withManifest({ ...right, sums: { wage: '17.05' } })).toBe('refused manifest-disagrees');
  expect(await withManifest({ ...right, register: 'contracts' })).toBe('refused manifest-disagrees');
  expect(await withManifest('{')).toBe('refused manifest-unreadable');
  expect(await withManifest({ ...right, asOf: '2025-02-30' })).toBe('refused manifest-unreadable');
  const file = write('file.csv', contents);
  writeFileSync(`${file}.manifest.json`, JSON.stringify(right));
  const other = await importFile({ ...ground, register: 'contributions', file, by: operator('test'), asOf: '2025-07-02' });
  expect(other.refused?.code).toBe('manifest-disagrees');
});

test('a Parquet file of text columns: rows are lines, NULL is empty, faults are those of CSV', async () => {
  const duck = await openDuck({ threads: 1 });
  const parquet = async (name: string, select: string): Promise<string> => {
    const file = write(name, '');
    await duck.run(`copy (${select}) to '${file.replaceAll("'", "''")}' (format parquet, row_group_size 2048)`);
    return file;
  };
  const fields = row('employers', { employer: company(500) });
  const select = (changes: Record<string, string> = {}) => `select ${header('employers').map((name, at) => `${changes[name] ?? `'${fields[at]}'`} as ${name}`).join(', ')}`;
  expect(await outcomeOf(await parquet("it's {a,b}*.parquet", select({ head: 'null::varchar', closed_on: 'null::varchar' })))).toEqual(accepted(1));
  const many = select({ name: `case i when 3 then null::varchar when 5000 then 'a' || chr(10) || 'b' when 5001 then repeat('x', 100000) when 9998 then chr(0) else 'n' || i end`, parent: `''` });
  expect(await outcomeOf(await parquet('many.parquet', `${many} from range(10000) as t(i)`))).toEqual(rejected(10_000, '5 name missing', '5002 name text', '5003 name text', '10000 name text'));
  expect(await outcomeOf(await parquet('none.parquet', `${select()} limit 0`))).toEqual(accepted(0));
  expect(await outcomeOf(await parquet('number.parquet', select({ sector: '1' })))).toBe('refused column-not-text');
  expect(await outcomeOf(await parquet('bytes.parquet', select({ sector: `'A'::blob` })))).toBe('refused column-not-text');
  expect(await outcomeOf(await parquet('list.parquet', select({ sector: `['A']` })))).toMatch(/refused/);
  expect(await outcomeOf(await parquet('case.parquet', select().replace('as sector', 'as "Sector"')))).toBe('refused header-unknown');
  expect(await outcomeOf(await parquet('extra.parquet', `${select()}, 'x' as phone`))).toBe('refused header-unknown');
  const whole = await parquet('whole.parquet', `${many} from range(3000) as t(i)`);
  duck.close();
  const { readFileSync } = await import('node:fs');
  const bytes = readFileSync(whole);
  expect(await outcome(bytes.subarray(0, -1), 'cut.parquet')).toBe('refused cut');
  expect(await outcome(bytes.subarray(0, 7), 'cut.parquet')).toBe('refused cut');
  expect(await outcome(employers(named('csv')), 'csv.parquet')).toBe('refused cut');
  expect(await outcome(Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(100, 0xff), Buffer.from([0xff, 0xff, 0xff, 0x7f]), Buffer.from('PAR1')]), 'footer.parquet')).toBe('refused damaged');
  expect(await outcome(bytes, 'large.parquet', 'employers', { maxUnpackedBytes: 10_000 })).toBe('refused too-large');
});
