import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measurePrecision, type Precision } from '../checks/findings-precision.ts';

/** Precision and recall of the rules that find paper jobs, by rule, over made-up countries of several seeds. */
const people = Number(process.env['BENCH_PEOPLE'] ?? 200_000);
const seeds = (process.env['BENCH_SEEDS'] ?? '1,2,3').split(',').map(Number);
const schemes = Number(process.env['BENCH_SCHEMES'] ?? 48);

const folder = join(tmpdir(), `jumys-findings-${process.pid}`);
const sums = new Map<string, Precision>();
try {
  for (const seed of seeds) {
    const { rows, misses, seconds } = await measurePrecision(join(folder, String(seed)), { people, seed, schemes });
    console.log(`seed ${seed}: ${people} people, ${schemes} schemes, the rules took ${seconds.toFixed(2)} s`);
    for (const { rule, subject, what } of misses) console.log(`  ${what}: ${rule} ${subject}`);
    for (const row of rows) {
      const sum = sums.get(row.rule) ?? { ...row, planted: 0, missed: 0, found: 0, right: 0 };
      sums.set(row.rule, { ...sum, planted: sum.planted + row.planted, missed: sum.missed + row.missed, found: sum.found + row.found, right: sum.right + row.right });
    }
    await rm(join(folder, String(seed)), { recursive: true, force: true });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log('rule,planted,missed,found,right,precision,recall');
const share = (part: number, whole: number) => (whole === 0 ? '' : (part / whole).toFixed(3));
for (const { rule, planted, missed, found, right } of sums.values()) {
  console.log([rule, planted, missed, found, right, share(right, found), share(planted - missed, planted)].join(','));
}
