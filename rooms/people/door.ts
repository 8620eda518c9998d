export { enterNumbers, loadVaultMacros, numberIdentifiers, openVault, personNumbers, revealNumbers } from './vault.ts';
export type { NewNumbers, VaultGround } from './vault.ts';
