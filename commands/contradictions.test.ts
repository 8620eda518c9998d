import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'contradictions-'));

function run(figures: string, relations: string, ...more: string[]) {
  writeFileSync(join(folder, 'figures.csv'), figures);
  writeFileSync(join(folder, 'relations.csv'), relations);
  const main = join(import.meta.dirname, '..', 'main.ts');
  const env = { ...process.env, JUMYS_DATA: join(folder, 'nowhere'), XDG_CONFIG_HOME: folder };
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, 'contradictions', 'figures.csv', 'relations.csv', ...more], { cwd: folder, env, encoding: 'utf8' });
  return { stdout, stderr, status };
}

const figures = 'id,text,population,period,place,source\na,18 thousand,women,2018,KZ,news\nb,"21 тыс.",all,2018,KZ,table\nc,"92 %",share,2018,KZ,news\n';

test('files that are broken, missing or too many are refused with status 2 before anything is printed', () => {
  expect(run('id,text,population,period,place,source\na,,,,,\n', 'id,kind,result,operands\nr,same,a,b\n', '--json')).toEqual({
    status: 2, stdout: '', stderr: 'refused (broken-figures): figures.csv, line 2, column text: is empty\nrelations.csv, line 2, column operands: no figure is called "b"\n',
  });
  expect(run(figures, '', 'third.csv')).toMatchObject({ status: 2, stdout: '' });
  expect(run(figures, 'id,kind,result,operands\n', '--jsom')).toMatchObject({ status: 2, stdout: '' });
});

test('each relation gets one line of JSON, or of words, and contradictions are no refusal', () => {
  const relations = 'id,kind,result,operands\npart,part,b,a\nshare,share,c,a+b\nsame,same,a,b\n';
  const { status, stdout } = run(figures, relations, '--json');
  expect(status).toBe(0);
  expect(stdout.trim().split('\n').map((line) => JSON.parse(line))).toEqual([
    { relation: 'part', verdict: 'holds', low: 17500, high: null, printed: '21 тыс.', why: 'its parts leave at least 17500, printed is 20500 to 21500' },
    { relation: 'share', verdict: 'contradicts', low: 81.3953488372, high: 90.2439024391, printed: '92 %', why: 'the operands make 81.3953488372 to 90.2439024391, printed is 91.5 to 92.5: no value is in both' },
    { relation: 'same', verdict: 'incomparable', low: null, high: null, printed: '18 thousand', why: 'unlike populations: women and all' },
  ]);
  expect(run(figures, relations).stdout.split('\n').map((line) => line.split(': ').slice(0, 2).join())).toEqual(['part,holds', 'share,contradicts', 'same,incomparable', '']);
});
