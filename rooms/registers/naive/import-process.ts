import { openDatabase } from '#platform/database.ts';
import { migrate } from '#platform/migrations.ts';
import { readConfig } from '#platform/config.ts';
import { importFile } from '../import.ts';
import { listImports } from '../store.ts';
import { sweepLeftovers } from '../sweep.ts';

/**
 * A process of its own that opens a data folder, says which imports it finds, and imports a file of employers, telling every
 * step on a line. At the step named by the second argument it waits to be killed. Settings come from the environment.
 */
const [file = '', stop] = process.argv.slice(2);
const config = readConfig(process.env);
const { db, close } = await openDatabase(config);
await migrate(db);
await sweepLeftovers({ db, config });
const tell = (text: string): boolean => process.stdout.write(`${text}\n`);
tell(`found ${(await listImports(db, { page: 1, size: 1 })).total}`);
const result = await importFile({
  db, config, register: 'employers', file, by: 'test',
  onProgress({ stage, done }) {
    tell(`${stage} ${done}`);
    if (`${stage} ${done}` !== stop) return;
    tell('waiting');
    // Nothing of this process goes on, not even what DuckDB or the database have begun to answer.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
tell(JSON.stringify(result));
await close();
