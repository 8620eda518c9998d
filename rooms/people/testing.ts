import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDuck } from '#platform/duck.ts';
import { openKeys } from './key.ts';
import { enterNumbers, loadVaultMacros, numberIdentifiers, revealNumbers, type VaultGround } from './vault.ts';
import { vaultFile } from './vault-files.ts';

/** A person, an organisation and another person. */
export const [aigul, combine, askar] = ['900412401235', '200140000014', '850101300017'] as [string, string, string];

/** Brings identifiers into the vault as an import does; with `between` something happens after they were numbered. */
export async function bring(ground: VaultGround, id: string, identifiers: readonly string[], between: () => Promise<unknown> = async () => undefined): Promise<void> {
  const duck = await openDuck({ threads: 1 });
  try {
    await loadVaultMacros(duck, ground);
    const { version } = await openKeys(ground);
    const file = vaultFile(ground.config.dataFolder, version, id);
    const numbers = await numberIdentifiers(duck, ground, `select unnest([${identifiers.map(Number).join(', ')}]::bigint[])`, file);
    await between();
    await ground.db.transaction().execute((transaction) => enterNumbers(transaction, id, numbers));
  } finally {
    duck.close();
  }
}

/** Who the first three numbers are. */
export async function revealAll(ground: VaultGround): Promise<Record<number, string>> {
  return Object.fromEntries([...(await revealNumbers(ground, [1, 2, 3]))].map(([number, identifier]) => [number, identifier.reveal()]));
}

/** The lines of the key file. */
export const linesOf = (ground: VaultGround): string[] => readFileSync(ground.config.keyFile, 'utf8').trim().split('\n');
/** The versions of the key under which files lie. */
export const versionsOf = (ground: VaultGround): string[] => readdirSync(join(ground.config.dataFolder, 'vault')).toSorted();
