import { Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { GrantText } from '#web/parts/grant-text.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { Empty } from '#web/parts/states.tsx';
import { useMe } from '#web/state.ts';
import { chooseLanguage, languages } from '#web/words.ts';
import type { Me } from '../contract.ts';
import { setLanguage } from '../own-contract.ts';
import { OwnEmail } from './own-email.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnSecondFactor } from './own-second-factor.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { OwnTokens } from './own-tokens.tsx';
import { OwnWays } from './own-ways.tsx';
import './accounts.css';

/** Everything that somebody may change of his own account. */
export function OwnScreen() {
  const { t } = useTranslation(['accounts', 'web']);
  useDocumentTitle(`${t('own.title')} · ${t('web:name')}`);
  const me = useMe();
  if (me === undefined) return null;
  // Nothing else before two factors were shown.
  const waits = me.secondFactor?.needed === true;
  if (me.kind !== 'account') return <Empty heads title={t('own.none')}>{t('own.noneWhy')}</Empty>;
  return (
    <article>
      <p className="eyebrow">{t('own.title')}</p>
      <h1>{me.name}</h1>
      <p className="soft">{me.signIn}</p>
      <div className="own-two">
        {waits ? null : <div><OwnRoles me={me} /><OwnLanguage me={me} /><OwnEmail />{me.session?.confirmBy.includes('password') ? <OwnPassword signIn={me.signIn ?? ''} /> : null}<OwnWays me={me} /></div>}
        <OwnSecondFactor me={me} />
      </div>
      {waits ? null : <><OwnSessions /><OwnTokens me={me} /></>}
    </article>
  );
}

function OwnRoles({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  return (
    <section>
      <h2>{t('own.roles')}</h2>
      {me.grants.length === 0 ? <p>{t('menu.noRole')}</p> : (
        <ul className="grant-list">{me.grants.map((grant) => <li key={`${grant.role} ${grant.place} ${grant.employer}`}><span><GrantText grant={grant} /></span></li>)}</ul>
      )}
    </section>
  );
}

function OwnLanguage({ me }: { readonly me: Me }) {
  const { t } = useTranslation(['accounts', 'web']);
  const { mutate, error } = useChange(setLanguage, () => queries.invalidateQueries());
  const choose = (chosen: string | null) => {
    const language = languages.find((one) => one === chosen);
    if (language !== undefined) mutate({ body: { language } }, { onSuccess: () => void chooseLanguage(language) });
  };
  return (
    <section className="form">
      <h2>{t('web:language.label')}</h2>
      <Select aria-label={t('web:language.label')} allowDeselect={false} value={me.language} data={languages.map((value) => ({ value, label: t(`web:language.${value}`) }))} onChange={choose} />
      <Refused error={error} />
    </section>
  );
}
