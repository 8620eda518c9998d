import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { findPlaces, getOverview } from '../rooms/pledges/contract.ts';
import { uploadImport } from '../rooms/registers/contract.ts';
import { AccountMenu } from './account-menu.tsx';
import { Admitted } from './admitted.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Help } from './help.tsx';
import { useKeys } from './keyboard.ts';
import { NoticesLink } from './notices-link.tsx';
import { Empty, Failed, Loading } from './parts/states.tsx';
import { PlaceSearch } from './parts/place-search.tsx';
import { Progress } from './progress.tsx';
import { Sections } from './sections.tsx';
import { useCountryState, useMay, useMe } from './state.ts';
import { chooseLanguage, languages } from './words.ts';
import './shell.css';

/**
 * What stands around every page: name, sections, search, who is signed in, language, the made-up mark or the bar of the
 * demonstration in its stead, and what is being prepared.
 */
export function Shell({ demonstration }: { readonly demonstration: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const searchBox = useRef<HTMLInputElement>(null);
  const content = useFocusAfterLink();
  const [helping, help] = useDisclosure(false);
  const { data: state, error, refetch } = useCountryState();
  const me = useMe();
  const may = useMay();
  useFreshFigures(state?.preparing == null);
  useKeys({
    '/': () => searchBox.current?.focus(),
    '?': help.open,
    'g c': () => void navigate({ to: '/', search: {} }),
    'g p': () => void navigate({ to: '/projects', search: {} }),
    'g r': () => void navigate({ to: '/registers', search: {} }),
    'g i': () => void navigate({ to: '/reference', search: {} }),
    'g d': () => void navigate({ to: '/definition', search: {} }),
  });
  return (
    <>
      <a className="to-content" href="#content">{t('toContent')}</a>
      <header>
        <div className="shell-head">
          <Link to="/" search={{}} className="shell-name">{t('name')} <span className="soft">{t('tagline')}</span></Link>
          <div className="shell-search">
            {may(findPlaces.may) && may(getOverview.may) ? <PlaceSearch inputRef={searchBox} onChoose={(kato) => void navigate(kato === '000000000' ? { to: '/', search: {} } : { to: '/places/$kato', params: { kato }, search: {} })} /> : null}
          </div>
          {may('give-orders') || may('answer-orders') ? <NoticesLink /> : null}
          {me === undefined ? null : <AccountMenu me={me} />}
          <Languages />
          <Sections />
        </div>
        {me?.demonstration && me.kind === 'visitor' ? demonstration : state?.madeUp ? <p className="shell-made-up">{t('madeUp')}</p> : null}
        {state?.preparing == null ? null : <Progress task={state.preparing} />}
      </header>
      <main id="content" className="shell-content" ref={content} tabIndex={-1}>
        {error !== null && state === undefined ? <Failed error={error} again={() => void refetch()} /> : <Admitted />}
      </main>
      <footer className="shell-foot small">
        <span>{t('foot', { definition: t('stamp.definition', { version: state?.definition ?? '' }) })}</span>
        <Link to="/definition" search={{}}>{t('nav.definition')}</Link>
        <button type="button" onClick={help.open}>{t('help.open')}</button>
        <Scheme />
      </footer>
      <Help opened={helping} close={help.close} />
      <ConfirmDialog me={me} />
    </>
  );
}

/** The figures of the pages, or why there are none: nothing imported yet, not enough of it, or still being prepared. */
export function WhenThereAreFigures({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { data: state } = useCountryState();
  const may = useMay();
  if (state === undefined) return <Loading />;
  if (state.months !== null) return children;
  if (state.preparing !== null) return <Empty heads title={t('state.preparing')}>{t('state.preparingWhy')}</Empty>;
  const [title, why] = state.empty ? (['state.emptyCountry', 'state.emptyCountryWhy'] as const) : (['state.noFigures', 'state.noFiguresWhy'] as const);
  return <Empty heads title={t(title)} action={may(uploadImport.may) ? <Link to="/registers" search={{}}>{t('state.emptyCountryDo')}</Link> : null}>{t(why)}</Empty>;
}

/** A link that was followed is gone with its page: whoever uses the keyboard goes on at the beginning of the next one. */
function useFocusAfterLink() {
  const router = useRouter();
  const content = useRef<HTMLElement>(null);
  useEffect(() => router.subscribe('onRendered', ({ pathChanged }) => {
    if (pathChanged && (document.activeElement ?? document.body) === document.body) content.current?.focus({ preventScroll: true });
  }), [router]);
  return content;
}

function Languages() {
  const { t, i18n } = useTranslation();
  return (
    <div className="shell-languages" role="group" aria-label={t('language.label')}>
      {languages.map((language) => (
        <button key={language} type="button" lang={language} title={t(`language.${language}`)} aria-pressed={i18n.language === language} onClick={() => void chooseLanguage(language)}>
          {{ kk: 'Қаз', ru: 'Рус', en: 'Eng' }[language]}
        </button>
      ))}
    </div>
  );
}

function Scheme() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark' ? 'light' : 'dark';
  return <button type="button" onClick={() => setColorScheme(other)}>{t(`scheme.${other}`)}</button>;
}

/** When what was being prepared is ready, every question is asked again. */
function useFreshFigures(ready: boolean): void {
  const queries = useQueryClient();
  const wasReady = useRef(ready);
  useEffect(() => {
    if (ready && !wasReady.current) void queries.invalidateQueries();
    wasReady.current = ready;
  }, [ready, queries]);
}
