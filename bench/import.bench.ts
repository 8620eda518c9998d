import { mkdirSync, openSync, closeSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operator } from '#kernel/actor.ts';
import { checkDigit } from '#kernel/identifiers.ts';
import { systemClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { openDuck, textLiteral } from '#platform/duck.ts';
import { importFile } from '#registers';
import { openApp } from '../app.ts';
import { median, seconds, tell } from './country.ts';

/** How many contributions the file holds. */
const contributions = Number(process.env['BENCH_CONTRIBUTIONS'] ?? 1_000_000);

const folder = join(tmpdir(), `jumys-bench-${process.pid}`);

function* identifiers(start: (n: number) => string): Generator<string> {
  for (let n = 0; ; n += 1) {
    const eleven = start(n);
    const digit = checkDigit(eleven);
    if (digit !== undefined) yield `${eleven}${digit}`;
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

/** One month after another of the same people, twelve of whom on average work for one employer. */
function write(file: string): void {
  const people = identifiers((n) => `${two(50 + (n % 50))}${two(1 + (n % 12))}${two(1 + (n % 28))}${3 + (n % 2)}${String(Math.floor(n / 16_800) % 10_000).padStart(4, '0')}`).take(Math.ceil(contributions / 12)).toArray();
  const employers = identifiers((n) => `${two(n % 27)}${two(1 + (n % 12))}40${String(Math.floor(n / 324) % 100_000).padStart(5, '0')}`).take(Math.ceil(people.length / 12)).toArray();
  const out = openSync(file, 'w');
  let lines = ['payment_ref,iin,kind,period,payer,amount,paid_on,status,recorded_at\n'];
  for (let at = 0; at < contributions; at += 1) {
    const person = at % people.length;
    const month = two(1 + Math.floor(at / people.length));
    lines.push(`PAY-${String(at).padStart(10, '0')},${people[person]},OPV,2025-${month},${employers[(person * 7919) % employers.length]},${8500 + ((person * 31) % 90_000)}.${two(person % 100)},2025-${month}-${two(1 + (person % 28))},active,2025-${month}-28T${two(at % 24)}:${two(at % 60)}:00+05:00\n`);
    if (lines.length === 10_000) {
      writeSync(out, lines.join(''));
      lines = [];
    }
  }
  writeSync(out, lines.join(''));
  closeSync(out);
}

/** A million contributions through the door of an import, against DuckDB's plain read_csv of the same file in the same run. */
mkdirSync(folder, { recursive: true });
const config = readConfig({ ...process.env, JUMYS_DATA: join(folder, 'data'), JUMYS_KEY: join(folder, 'key') });
const app = await openApp(config, systemClock);
try {
  const file = join(folder, 'contributions.csv');
  write(file);
  const duck = await openDuck({ memoryLimit: config.memoryLimit, tempFolder: folder });
  const floor = await median(5, () => duck.run(`create or replace table plain as select * from read_csv(${textLiteral(file)}, all_varchar = true)`));
  duck.close();
  const run = () => importFile({ db: app.db, config, register: 'contributions', file, by: operator('bench') });
  const first = await seconds(async () => {
    const { accepted } = await run();
    if (accepted !== contributions) throw new Error(`${accepted} of ${contributions} accepted`);
  });
  const second = await seconds(async () => {
    const { duplicates } = await run();
    if (duplicates !== contributions) throw new Error(`${duplicates} of ${contributions} known again`);
  });
  console.log(`${contributions} contributions, ${Math.round(contributions / first)} rows a second`);
  tell('floor: read_csv of the file, all text', floor);
  tell('import: framed, checked, numbered, compared, kept', first, floor);
  tell('import of the same file again: all duplicates', second, floor);
} finally {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}
