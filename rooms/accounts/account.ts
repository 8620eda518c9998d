import type { Role } from '#kernel/actor.ts';
import { placeText } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import { listAccountRows, type StoredAccountRow } from './account-list.ts';
import type { AccountRow, IdentityProof } from './account-contract.ts';
import { enterGrant, mustNotBeLast, resolveGrant, type Wanted } from './grant.ts';
import { change, type AccountGround, type Change, type Changer } from './ground.ts';
import { makeId } from './id.ts';
import { makeLink, type OneTimeLink } from './link.ts';
import { endSessions } from './session.ts';
import { markTokensEnded } from './session-store.ts';
import { addAccount, changeAccount, holdAccount, holdGrants, putSecondFactor, replaceRecoveryCodes, voidLinks, type StoredAccount } from './store.ts';

/** Whom to invite, and as what. */
export type Invitation = { readonly signIn: string; readonly name: string; readonly language: 'kk' | 'ru' | 'en'; readonly grants: readonly Wanted[] };

/** Makes an account with its grants, and a link by which its holder sets a password. Refuses `sign-in-taken`. */
export async function invite(ground: AccountGround, actor: Changer, { signIn, name, language, grants: wanted }: Invitation): Promise<{ id: string; link: OneTimeLink }> {
  const grants = await Promise.all(wanted.map((one) => resolveGrant(ground, one)));
  return change(ground, actor, async (step) => {
    const id = makeId(step.at);
    await makeAccount(step, actor, { id, signIn, name, language, passwordHash: null });
    await holdGrants(step.transaction);
    for (const grant of grants) await enterGrant(step, actor, id, grant);
    return { id, link: await makeLink(ground, step, 'invitation', id, actor) };
  });
}

/** Makes an account within a change. Refuses `sign-in-taken`. */
export async function makeAccount({ transaction, at, note }: Change, actor: Changer, one: { id: string; signIn: string; name: string; language: string; passwordHash: string | null }): Promise<void> {
  if (!(await addAccount(transaction, { ...one, at, by: actor.name }))) throw new Refusal('sign-in-taken', 409);
  note('account-made', one.id);
}

/** One's own account is looked after under /api/me, with the password or the second factor at hand. */
function mustBeAnothers(actor: Changer, id: string): void {
  if (actor.account === id) throw new Refusal('own-account', 403);
}

/** Changes an account that must be there, held against other changes. Refuses `no-such-account`. */
async function changeHeld<Result>(ground: AccountGround, actor: Changer, id: string, work: (step: Change, account: StoredAccount) => Promise<Result>): Promise<Result> {
  return change(ground, actor, async (step) => {
    const account = await holdAccount(step.transaction, id);
    if (account === undefined) throw new Refusal('no-such-account', 404);
    return work(step, account);
  });
}

export async function renameAccount(ground: AccountGround, actor: Changer, id: string, name: string): Promise<void> {
  await changeHeld(ground, actor, id, async ({ transaction, note }) => {
    await changeAccount(transaction, id, { name });
    note('account-renamed', id);
  });
}

/**
 * Disables an account, which ends its sessions and tokens and voids its links, or enables it again. Refuses `own-account`
 * and to disable the last administrator.
 */
export async function setDisabled(ground: AccountGround, actor: Changer, id: string, disabled: boolean): Promise<void> {
  mustBeAnothers(actor, id);
  await change(ground, actor, async (step) => {
    const { transaction, at, note } = step;
    await holdGrants(transaction);
    const account = await holdAccount(transaction, id);
    if (account === undefined) throw new Refusal('no-such-account', 404);
    if ((account.disabledAt !== null) === disabled) return;
    if (disabled) await mustNotBeLast(transaction, id);
    await changeAccount(transaction, id, { disabledAt: disabled ? at : null });
    note(disabled ? 'account-disabled' : 'account-enabled', id);
    if (!disabled) return;
    await endSessions(step, id, 'disabled');
    await markTokensEnded(transaction, id, at);
    await voidLinks(transaction, id, at);
  });
}

/** Switches a lost second factor off, by whoever has seen who asks for it; sessions end, and no role holds anything until there is another. */
export async function resetSecondFactor(ground: AccountGround, actor: Changer, id: string, proof: IdentityProof): Promise<void> {
  mustBeAnothers(actor, id);
  await changeHeld(ground, actor, id, async (step) => {
    await putSecondFactor(step.transaction, id, null);
    await replaceRecoveryCodes(step.transaction, id, [], step.at);
    step.note('second-factor-reset', id, { proof });
    await endSessions(step, id, 'second-factor');
  });
}

export async function endAccountSessions(ground: AccountGround, actor: Changer, id: string): Promise<number> {
  mustBeAnothers(actor, id);
  return changeHeld(ground, actor, id, async (step) => {
    const sessions = await endSessions(step, id, 'ended');
    step.note('sessions-ended', id, { sessions });
    return sessions;
  });
}

export async function endAccountTokens(ground: AccountGround, actor: Changer, id: string): Promise<void> {
  mustBeAnothers(actor, id);
  await changeHeld(ground, actor, id, async (step) => {
    step.note('tokens-ended', id, { tokens: await markTokensEnded(step.transaction, id, step.at) });
    step.ends(id);
  });
}

/** A new link for the holder: an invitation while there is no password, else a reset. */
export async function makeAccountLink(ground: AccountGround, actor: Changer, id: string): Promise<OneTimeLink> {
  return changeHeld(ground, actor, id, async (step, { passwordHash, disabledAt }) => {
    if (disabledAt !== null) throw new Refusal('account-disabled', 409);
    return makeLink(ground, step, passwordHash === null ? 'invitation' : 'reset', id, actor);
  });
}

/** Accounts by sign-in name, by page; `asker` is who asks. */
export async function listAccounts(
  ground: AccountGround, asker: string | null, asked: { search?: string | undefined; role?: Role | undefined; page: number; size: number },
): Promise<{ total: number; rows: AccountRow[] }> {
  const { total, rows } = await listAccountRows(ground.db, ground.clock.now(), asked);
  return { total, rows: rows.map((row) => accountRow(row, asker)) };
}

/** One account. Refuses `no-such-account`. */
export async function getAccount(ground: AccountGround, asker: string | null, id: string): Promise<AccountRow> {
  const { rows } = await listAccountRows(ground.db, ground.clock.now(), { id, page: 1, size: 1 });
  if (rows[0] === undefined) throw new Refusal('no-such-account', 404);
  return accountRow(rows[0], asker);
}

function accountRow({ grants, createdAt, disabledAt, lastSignInAt, ...row }: StoredAccountRow, asker: string | null): AccountRow {
  return {
    ...row, own: row.id === asker,
    createdAt: createdAt.toISOString(), disabledAt: disabledAt?.toISOString() ?? null, lastSignInAt: lastSignInAt?.toISOString() ?? null,
    grants: grants.map(({ place, givenAt, ...grant }) => ({ ...grant, place: place === null ? null : placeText(place), givenAt: new Date(givenAt).toISOString() })),
  };
}
