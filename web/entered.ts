import { getMe } from '../rooms/accounts/contract.ts';
import { ask } from './client.ts';
import { startAfresh } from './state.ts';
import { chooseLanguage } from './words.ts';

/** What every way in ends with: the pages in the language of whoever came, and nothing left of who sat there before. */
export async function entered(): Promise<void> {
  const { language } = await ask(getMe);
  if (language !== null) await chooseLanguage(language);
  await startAfresh();
}
