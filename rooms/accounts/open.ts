import type { Clock } from '#platform/clock.ts';
import { isLoopback, type Config, type KeyConfig } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import type { Gate } from '#platform/http.ts';
import { openKeys } from '#people';
import { openBreached } from './breached.ts';
import type { AccountGround } from './ground.ts';
import { findIdentity, scopeThroughTime } from './identify.ts';
import { openMemory } from './memory.ts';
import { openSecrets } from './secret.ts';

type Given = Pick<AccountGround, 'findEmployer' | 'onEnded'> & {
  readonly db: Database;
  readonly config: KeyConfig & Pick<Config, 'port' | 'address' | 'listen' | 'tls' | 'oidc' | 'signatures' | 'breachedFile' | 'mail'>;
  readonly clock: Clock;
};

/** Opens the accounts of a database: its secret, made on first use, and nothing remembered yet. Needs the vault's keys. */
export async function openAccounts({ db, config, clock, ...given }: Given): Promise<AccountGround> {
  const secrets = await openSecrets(db, await openKeys({ db, config }));
  const address = config.address ?? `${config.tls === undefined ? 'http' : 'https'}://localhost:${config.port}`;
  return {
    db, clock, secrets, ...given, memory: openMemory(clock), address,
    // What these stand on is loaded only where they are on: a start waits for every package.
    oidc: config.oidc && await (await import('./oidc-provider.ts')).openProvider(config.oidc, address),
    signatures: config.signatures && await (await import('./signature-open.ts')).openVerifier(config.signatures),
    breached: config.breachedFile === undefined ? undefined : await openBreached(config.breachedFile),
    mails: config.mail !== undefined,
    onThisMachine: config.address === undefined && isLoopback(config.listen),
  };
}

/** The gate of the server: who asks, and where he may. */
export function openGate(ground: AccountGround): Gate {
  return { identify: async (request) => (await findIdentity(ground, request)).actor, scopeOf: scopeThroughTime };
}
