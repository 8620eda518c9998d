import { Refusal } from '#kernel/refusal.ts';
import { fillIn } from '#platform/mail.ts';
import { layMail } from '#platform/mail-outbox.ts';
import { addEmailLink, countEmailLinks, findEmail, findEmailLink, putEmail, useEmailLink, voidEmailLinks } from './email-store.ts';
import { change, type AccountGround } from './ground.ts';
import { makeToken, tokenHash } from './id.ts';
import { wrongLink } from './link.ts';
import type { Owner } from './own-account.ts';
import { findAccount } from './store.ts';
import en from './words/mail.en.json' with { type: 'json' };
import kk from './words/mail.kk.json' with { type: 'json' };
import ru from './words/mail.ru.json' with { type: 'json' };

const words = { kk, ru, en } as const;
const hour = 60 * 60_000;
const linkHours = 24;
/** So that nobody is flooded through us. */
const mostAnHour = 5;

/** The own address, and the one that waits for its link to be followed. */
export async function ownEmail({ db, clock, mails }: AccountGround, { account }: Pick<Owner, 'account'>): Promise<{ on: boolean; email: string | null; waiting: string | null }> {
  return { on: mails, ...(await findEmail(db, account, clock.now())) };
}

/**
 * Sends a link to an address, by which it becomes the account's; null takes the address away at once. Refuses `mails-off` where
 * the server sends none, and `too-many-mails`.
 */
export async function setEmail(ground: AccountGround, owner: Owner, email: string | null): Promise<void> {
  if (email !== null && !ground.mails) throw new Refusal('mails-off', 409);
  await change(ground, owner, async ({ transaction, at, note }) => {
    if (email === null) {
      await putEmail(transaction, owner.account, null, at);
      note('email-removed', owner.account);
      return;
    }
    if ((await countEmailLinks(transaction, owner.account, new Date(at.getTime() - hour))) >= mostAnHour) throw new Refusal('too-many-mails', 429);
    await voidEmailLinks(transaction, owner.account, at);
    const token = makeToken();
    await addEmailLink(transaction, { hash: tokenHash(token), account: owner.account, email, at, expiresAt: new Date(at.getTime() + linkHours * hour) });
    const { language = 'kk' } = (await findAccount(transaction, owner.account)) ?? {};
    const { title, body } = words[language];
    await layMail(transaction, { receiver: email, title, body: fillIn(body, { link: `${ground.address}/confirm-email#${token}`, hours: String(linkHours) }) }, at);
    note('email-asked', owner.account);
  });
}

/** Makes the address of a link the account's. Refuses `wrong-link`. Whoever holds the link reads what is sent there: nothing else is asked. */
export async function confirmEmail(ground: AccountGround, token: string): Promise<void> {
  const hash = tokenHash(token);
  const holder = await findEmailLink(ground.db, hash, ground.clock.now());
  if (holder === undefined) throw wrongLink();
  const { account, signIn } = holder;
  await change(ground, { kind: 'account', account, name: signIn }, async ({ transaction, at, note }) => {
    const email = await useEmailLink(transaction, hash, at);
    if (email === undefined) throw wrongLink();
    await putEmail(transaction, account, email, at);
    note('email-confirmed', account);
  });
}
