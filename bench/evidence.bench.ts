import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuck, textLiteral } from '#platform/duck.ts';
import { computeEvidence } from '#pledges';
import { loadPlaces } from '#reference';
import { loadCurrent } from '#registers';
import { median, openBenchCountry, tell } from './country.ts';

/** Evidence of all pledges against a plain scan, and a scan with a join, of the same Parquet files in the same run. */
const { app, config, close } = await openBenchCountry();
try {
  const files = async (register: string) => {
    const found = await Array.fromAsync(glob(join(config.dataFolder, 'rows', register, '*.parquet')));
    return `read_parquet([${found.map(textLiteral).join(', ')}])`;
  };
  const duck = await openDuck({ memoryLimit: config.memoryLimit, tempFolder: join(config.dataFolder, 'tmp') });
  const [contributions, contracts] = [await files('contributions'), await files('contracts')];
  const scan = await median(5, () => duck.rows(`select sum(amount), max(person), max(payer), max(period) from ${contributions}`));
  const join_ = await median(5, () => duck.rows(`
    select count(*), sum(c.amount) from ${contributions} as c
    join (select distinct employer, person from ${contracts}) as k on k.employer = c.payer and k.person = c.person`));
  await loadCurrent(duck, { db: app.db, config });
  await loadPlaces(duck);
  const last = Number((await duck.rows<{ last: number }>('select max(period) as last from register.contributions'))[0]?.last);
  const year = Array.from({ length: 12 }, (_, at) => last - 11 + at);
  const twelve = await median(3, () => computeEvidence(duck, year));
  const one = await median(3, () => computeEvidence(duck, [last]));
  tell('floor: scan of four columns of the contributions', scan);
  tell('scan and join with the contracts', join_, scan);
  tell('evidence of all pledges, 12 months', twelve, scan);
  tell('evidence of all pledges, 12 months, against scan and join', twelve, join_);
  tell('evidence of all pledges, one month', one, scan);
  duck.close();
} finally {
  await close();
}
