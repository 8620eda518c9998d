import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operator } from '#kernel/actor.ts';
import { readConfig, type Config } from '#platform/config.ts';
import { systemClock } from '#platform/clock.ts';
import { writeMadeUpCountry } from '#demo';
import { openApp, type App } from '../app.ts';

/** How many people the benches make up; 20,000,000 is the nation. */
export const people = Number(process.env['BENCH_PEOPLE'] ?? 200_000);

/** Seconds of one run. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The middle of several runs. */
export async function median(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await seconds(work));
  return times.toSorted((a, b) => a - b)[runs >> 1]!;
}

/** A line of a bench: what, how long, and how many times the floor of the same run. */
export function tell(what: string, time: number, floor?: number): void {
  console.log(`${what.padEnd(64)} ${time.toFixed(3).padStart(9)} s${floor === undefined ? '' : `  ${(time / floor).toFixed(1).padStart(6)} x the floor`}`);
}

/** The made-up country in a temporary data folder on the embedded database, imported through the door of real files. */
export async function openBenchCountry(): Promise<{ app: App; config: Config; close(): Promise<void> }> {
  const folder = join(tmpdir(), `jumys-bench-${process.pid}`);
  const config = readConfig({ ...process.env, JUMYS_DATA: join(folder, 'data'), JUMYS_KEY: join(folder, 'key') });
  const app = await openApp(config, systemClock);
  const { files } = await writeMadeUpCountry({ people, seed: Number(process.env['BENCH_SEED'] ?? 1), folder: join(folder, 'files') });
  console.log(`a made-up country of ${people} people, ${files.reduce((sum, file) => sum + file.records, 0)} rows`);
  await app.importFiles(files.map(({ register, path }) => ({ register, file: path, by: operator('bench'), madeUp: true }) as never), () => undefined);
  return { app, config, async close() { await app.close(); await rm(folder, { recursive: true, force: true }); } };
}
