import { operator } from '#kernel/actor.ts';
import { country } from '#kernel/place.ts';
import { makeAccount } from './account.ts';
import { enterGrant } from './grant.ts';
import { change, type AccountGround, type Changer } from './ground.ts';
import { makeId, tokenHash } from './id.ts';
import { getLink, makeLink, spendLink, wrongLink, type OneTimeLink } from './link.ts';
import { checkPassword, hashPassword } from './password.ts';
import { holdGrants, listAdministrators, voidLinks } from './store.ts';

/** Whether nobody can administer yet. */
export async function needsSetUp({ db }: Pick<AccountGround, 'db'>): Promise<boolean> {
  return (await listAdministrators(db)).length === 0;
}

/**
 * There is no default password. At a start without an administrator this makes a new link for the first one, which holds for
 * a day, and voids the link of the start before; the caller prints its address on the server's console and nowhere else.
 * Undefined when somebody administers already.
 */
export async function openSetUp(ground: AccountGround): Promise<OneTimeLink | undefined> {
  const starter = operator('start');
  return change(ground, starter, async (step) => {
    await holdGrants(step.transaction);
    if (!(await needsSetUp({ db: step.transaction }))) {
      await voidLinks(step.transaction, null, step.at);
      return undefined;
    }
    return makeLink(ground, step, 'set-up', null, starter);
  });
}

/** Who follows the link on the console. */
type First = { token: string; signIn: string; name: string; password: string; language: 'kk' | 'ru' | 'en' };

/**
 * Makes the first administrator. Refuses `wrong-link` for a link that is not in force and when somebody administers already:
 * of two that come at once one wins; `weak-password`, `sign-in-taken`.
 */
export async function setUp(ground: AccountGround, { token, signIn, name, password, language }: First, from?: string): Promise<void> {
  if ((await getLink(ground, token)).purpose !== 'set-up') throw wrongLink();
  await checkPassword(ground, password, signIn);
  const passwordHash = await hashPassword(password);
  const actor: Changer = { kind: 'account', account: null, name: signIn, from };
  await change(ground, actor, async (step) => {
    await holdGrants(step.transaction);
    await spendLink(step, tokenHash(token));
    if (!(await needsSetUp({ db: step.transaction }))) throw wrongLink();
    const id = makeId(step.at);
    await makeAccount(step, actor, { id, signIn, name, language, passwordHash });
    await enterGrant(step, actor, id, { role: 'administrator', place: country, employer: null });
  });
}
