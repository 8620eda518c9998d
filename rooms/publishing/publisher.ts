import type { Config } from '#platform/config.ts';
import { Refusal } from '#kernel/refusal.ts';

/** Who publishes, and under which address and prefix. */
export type Publisher = {
  readonly name: string;
  /** With which the ids of projects begin in OC4IDS, as registered with the Open Contracting Partnership. */
  readonly prefix: string;
  /** Of this server, without a slash at its end. */
  readonly address: string;
};

/** Reads JUMYS_PUBLISHER and JUMYS_OC4IDS_PREFIX. Refuses `wrong-setting` for a prefix of another form. */
export function readPublisher({ address, port }: Pick<Config, 'address' | 'port'>, env: NodeJS.ProcessEnv = process.env): Publisher {
  const prefix = env['JUMYS_OC4IDS_PREFIX'] || 'oc4ids-jumys0';
  if (!/^oc4ids-[a-z0-9]{6}$/.test(prefix)) throw new Refusal('wrong-setting', 400, { setting: 'JUMYS_OC4IDS_PREFIX' }, 'JUMYS_OC4IDS_PREFIX: expected oc4ids- and six letters or digits');
  return { name: env['JUMYS_PUBLISHER'] || 'Jumys', prefix, address: address ?? `http://localhost:${port}` };
}
