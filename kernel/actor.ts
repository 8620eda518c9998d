/** What an account may be granted, in the order of the table of roles (rooms/accounts/policy.ts). */
export const roles = [
  'ministry-analyst', 'ministry-approver', 'region-staff', 'district-staff', 'employment-centre', 'employer', 'auditor', 'steward', 'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Everything that an endpoint can ask of its caller. `anyone` asks nothing, `signed-in` only who it is. */
export const permissions = [
  'anyone', 'signed-in', 'read-figures', 'read-persons', 'reveal-identifiers', 'draft-projects', 'review-projects', 'decide-pledges', 'read-findings', 'judge-findings',
  'give-orders', 'answer-orders', 'contest-figures', 'open-drafts', 'answer-drafts', 'read-imports', 'steward-registers', 'make-release', 'manage-accounts', 'read-audit',
] as const;
export type Permission = (typeof permissions)[number];

/** A role for a place and everything under it (0 is the whole country), or for one employer by our own number. */
export type Grant = { readonly role: Role; readonly place: number | null; readonly employer: number | null };

/**
 * Where a permission holds: places with all that they cover (0 is the whole country), and employers by our own number.
 * Nothing in either means nowhere.
 */
export type Scope = { readonly places: readonly number[]; readonly employers: readonly number[] };

/** The whole country: the scope of the system's own work and of the operator. */
export const everywhere: Scope = { places: [0], employers: [] };

/**
 * Who asks: `nobody` has not signed in, an `account` has, a `token` is a program that acts for an account, a `visitor` looks
 * at the made-up country, the `operator` runs commands on the server's own machine.
 */
export type Actor = {
  readonly kind: 'nobody' | 'account' | 'token' | 'visitor' | 'operator';
  /** Id of the account; null for those without one. */
  readonly account: string | null;
  /** As the audit names it: the sign-in name, or the kind. Never a national identifier. */
  readonly name: string;
  readonly grants: readonly Grant[];
  /** The permissions that a token is held to; undefined holds to nothing. */
  readonly only?: readonly Permission[] | undefined;
  /** The network address that the request came from, of the connection or by a trusted proxy's word; undefined for what no request began. */
  readonly from?: string | undefined;
};

/** Nobody in particular: what a request is before anybody has signed in. */
export const nobody: Actor = { kind: 'nobody', account: null, name: 'nobody', grants: [] };

/** Whoever runs a command on the server's own machine, named as the machine knows him. */
export function operator(name: string): Actor {
  return { kind: 'operator', account: null, name: `operator ${name}`, grants: [] };
}
