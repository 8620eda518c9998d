export { enterNumbers, loadVaultMacros, numberIdentifiers, openVault, personNumbers, revealedNumbers, revealNumbers, vaultFile } from './vault.ts';
export type { NewNumbers, VaultGround } from './vault.ts';
