import { everywhere, type Actor, type Permission, type Role, type Scope } from '#kernel/actor.ts';

/**
 * The one table that decides: what each role may do where it is granted. `anyone` and `signed-in` are asked of no role.
 * A steward handles files and sees no figures; an administrator handles accounts and sees no person; nobody who enters data
 * approves what is published of it.
 */
export const policy: Readonly<Record<Role, readonly Permission[]>> = {
  'ministry-analyst': ['read-figures', 'read-persons', 'read-imports', 'draft-projects', 'read-findings', 'judge-findings', 'give-orders', 'open-drafts'],
  'ministry-approver': ['read-figures', 'read-imports', 'make-release', 'review-projects', 'decide-pledges', 'read-findings', 'give-orders'],
  'region-staff': ['read-figures', 'read-persons', 'draft-projects', 'review-projects', 'decide-pledges', 'read-findings', 'judge-findings', 'give-orders', 'answer-orders', 'contest-figures', 'answer-drafts'],
  'district-staff': ['read-figures', 'read-persons', 'draft-projects', 'read-findings', 'answer-orders', 'contest-figures'],
  'employment-centre': ['read-figures', 'read-persons', 'reveal-identifiers'],
  employer: ['read-figures', 'read-persons', 'answer-orders', 'contest-figures', 'answer-drafts'],
  auditor: ['read-figures', 'read-persons', 'reveal-identifiers', 'read-findings', 'read-imports', 'read-audit'],
  steward: ['read-imports', 'steward-registers'],
  administrator: ['manage-accounts', 'read-imports'],
};

/** Permissions that mean something for the whole country only: a grant for a part of it does not carry them. */
export const national: ReadonlySet<Permission> = new Set(['read-imports', 'steward-registers', 'open-drafts', 'make-release', 'manage-accounts', 'read-audit']);

/**
 * Where an actor holds a permission; undefined when nowhere. `anyone` holds for all, `signed-in` for all who are known.
 * The operator of the machine may everything: who holds the disk holds the data.
 */
export function scopeOf(actor: Actor, permission: Permission): Scope | undefined {
  if (permission === 'anyone') return { places: [], employers: [] };
  if (actor.kind === 'operator') return everywhere;
  if (actor.kind === 'nobody' || (actor.only !== undefined && !actor.only.includes(permission))) return undefined;
  if (permission === 'signed-in') return { places: [], employers: [] };
  const held = actor.grants.filter(({ role }) => policy[role].includes(permission));
  if (held.some(({ place }) => place === 0)) return everywhere;
  if (held.length === 0 || national.has(permission)) return undefined;
  return {
    places: [...new Set(held.flatMap(({ place }) => place ?? []))].toSorted((a, b) => a - b),
    employers: [...new Set(held.flatMap(({ employer }) => employer ?? []))].toSorted((a, b) => a - b),
  };
}

/** What a token may hold: reading and feeding, never handing out rights, identifiers or publications. */
export const tokenPermissions: ReadonlySet<Permission> = new Set(['read-figures', 'read-persons', 'read-imports', 'steward-registers', 'read-audit']);

/** Where a role may be given: levels of places from the country (0) down to a place under a village (5); an employer's nowhere but at one. */
export const reach: Readonly<Record<Role, { readonly from: number; readonly to: number } | 'employer'>> = {
  'ministry-analyst': { from: 0, to: 0 },
  'ministry-approver': { from: 0, to: 0 },
  'region-staff': { from: 1, to: 1 },
  'district-staff': { from: 2, to: 5 },
  'employment-centre': { from: 1, to: 5 },
  employer: 'employer',
  auditor: { from: 0, to: 5 },
  steward: { from: 0, to: 0 },
  administrator: { from: 0, to: 0 },
};
