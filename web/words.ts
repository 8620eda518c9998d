import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type accounts from '../rooms/accounts/words/ru.json';
import type closing from '../rooms/closing/words/ru.json';
import type reconciliation from '../rooms/closing/words/reconciliation.ru.json';
import type demand from '../rooms/demand/words/ru.json';
import type findings from '../rooms/findings/words/ru.json';
import type notice from '../rooms/oversight/words/notice.ru.json';
import type oversight from '../rooms/oversight/words/ru.json';
import type contradictions from '../rooms/contradictions/words/ru.json';
import type people from '../rooms/people/words/ru.json';
import type definition from '../rooms/pledges/words/definition.ru.json';
import type clock from '../rooms/pledges/words/clock.ru.json';
import type forecast from '../rooms/pledges/words/forecast.ru.json';
import type overview from '../rooms/pledges/words/overview.ru.json';
import type pledges from '../rooms/pledges/words/ru.json';
import type projects from '../rooms/projects/words/ru.json';
import type quality from '../rooms/pledges/words/quality.ru.json';
import type publishing from '../rooms/publishing/words/ru.json';
import type reporting from '../rooms/reporting/words/ru.json';
import type remark from '../rooms/reference/words/remark.ru.json';
import type reference from '../rooms/reference/words/ru.json';
import type registers from '../rooms/registers/words/ru.json';
import type web from './words/ru.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'web';
    resources: {
      web: typeof web;
      overview: typeof overview;
      clock: typeof clock;
      quality: typeof quality;
      definition: typeof definition;
      forecast: typeof forecast;
      pledges: typeof pledges;
      registers: typeof registers;
      accounts: typeof accounts;
      contradictions: typeof contradictions;
      people: typeof people;
      oversight: typeof oversight;
      notice: typeof notice;
      closing: typeof closing;
      reconciliation: typeof reconciliation;
      demand: typeof demand;
      findings: typeof findings;
      projects: typeof projects;
      publishing: typeof publishing;
      reporting: typeof reporting;
      reference: typeof reference;
      remark: typeof remark;
    };
  }
}

/** The languages of the interface, Kazakh first. */
export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

const files = import.meta.glob<object>(['./words/*.json', '../rooms/*/words/*.json'], { eager: true, import: 'default' });

/**
 * A file's language and namespace from its place: `rooms/pledges/words/kk.json` holds the words of the namespace
 * `pledges`, `rooms/pledges/words/overview.kk.json` those of `overview`.
 */
function whatItHolds(path: string): { language: string; namespace: string } {
  const name = path.split('/').at(-1)?.replace('.json', '') ?? '';
  const [topic, language] = name.includes('.') ? name.split('.') : [path.startsWith('.') ? path.split('/').at(-3) : '', name];
  return { language: language ?? '', namespace: topic === '.' || topic === undefined ? 'web' : topic };
}

const remembered = 'jumys.language';

function firstLanguage(): Language {
  const address = new URL(location.href);
  const asked = address.searchParams.get('lang');
  if (asked !== null) {
    address.searchParams.delete('lang');
    history.replaceState(history.state, '', address);
  }
  const known = (text: string | null): text is Language => languages.some((language) => language === text);
  if (known(asked)) return remember(asked);
  try {
    const kept = localStorage.getItem(remembered);
    if (known(kept)) return kept;
  } catch { /* storage may be forbidden: then the page opens in Kazakh */ }
  return 'kk';
}

function remember(language: Language): Language {
  try {
    localStorage.setItem(remembered, language);
  } catch { /* storage may be forbidden: then the choice lasts as long as the page */ }
  return language;
}

/** Loads every word; the address's `?lang=` wins over the remembered language, and is remembered itself. */
export async function openWords(): Promise<void> {
  const resources: { [language: string]: { [namespace: string]: object } } = {};
  for (const [path, words] of Object.entries(files)) {
    const { language, namespace } = whatItHolds(path);
    (resources[language] ??= {})[namespace] = words;
  }
  const lng = firstLanguage();
  document.documentElement.lang = lng;
  await i18next.use(initReactI18next).init({ lng, fallbackLng: false, resources: resources as never, defaultNS: 'web', interpolation: { escapeValue: false } });
}

export async function chooseLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(remember(language));
  document.documentElement.lang = language;
}
