export { enterNumbers, findNumber, loadVaultMacros, numberIdentifiers, openVault, personNumbers, revealedNumbers, revealNumbers } from './vault.ts';
export type { NewNumbers, VaultGround } from './vault.ts';
export { vaultFile } from './vault-files.ts';
export { openKeys } from './key.ts';
export type { VaultKeys } from './key.ts';
export { rotateVault } from './rotate.ts';
export type { Reseal, Rotation } from './rotate.ts';
