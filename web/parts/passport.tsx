import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stamp as StampFacts } from '../../rooms/pledges/contract.ts';
import { useFormat } from '../language.ts';
import { Stamp } from './stamp.tsx';

/** The figures that have a sentence of their own (words `define.*`). */
export type Defined = 'promised' | 'due' | 'met' | 'fulfilment' | 'reported' | 'contracted' | 'paid' | 'held3' | 'held6' | 'held12' | 'credited' | 'base' | 'net';

/** What a figure can say of itself. `meaning` is a sentence of the caller's own where no `defines` fits. */
export type PassportFacts = {
  readonly stamp: StampFacts;
  readonly defines?: Defined;
  readonly meaning?: string;
  /** Counts in and out of each rule; `step` already in words. */
  readonly lines?: readonly { readonly step: string; readonly rule: string; readonly came: number; readonly stayed: number }[];
  /** Where the rows came from; `register` already in words. */
  readonly sources?: readonly { readonly register: string; readonly imports: number; readonly lastAt: string; readonly asOf: string | null }[];
  /** Earlier values of the same figure, newest first. */
  readonly changes?: readonly { readonly at: string; readonly value: string }[];
};

type Props = { readonly opened: boolean; readonly close: () => void; readonly label: string; readonly value: ReactNode; readonly facts: PassportFacts };

/** The side panel behind a figure: its sentence, version, the counts in and out of each rule, sources and earlier values. */
export function Passport({ opened, close, label, value, facts }: Props) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { stamp, defines, meaning, lines, sources, changes } = facts;
  return (
    <Drawer opened={opened} onClose={close} position="right" size="lg" title={t('passport.title')} closeButtonProps={{ 'aria-label': t('passport.close') }} className="passport">
      <h2>{label}</h2>
      <p className="passport-value">{value}</p>
      <Stamp stamp={stamp} />
      <p>{meaning ?? (defines === undefined ? null : t(`define.${defines}`))}</p>
      {lines === undefined ? null : <RuleCounts lines={lines} />}
      {sources === undefined ? null : (
        <>
          <h3>{t('passport.sources')}</h3>
          <table className="plain">
            <thead><tr><th>{t('passport.register')}</th><th className="number">{t('passport.imports')}</th><th>{t('passport.last')}</th><th>{t('passport.asOf')}</th></tr></thead>
            <tbody>{sources.map((source) => <tr key={source.register}><td>{source.register}</td><td className="number">{source.imports}</td><td>{day(source.lastAt.slice(0, 10))}</td><td>{source.asOf === null ? '–' : day(source.asOf)}</td></tr>)}</tbody>
          </table>
        </>
      )}
      {changes === undefined ? null : (
        <>
          <h3>{t('passport.changes')}</h3>
          {changes.length === 0 ? <p>{t('passport.noChanges')}</p> : (
            <>
              <table className="plain">
                <thead><tr><th>{t('passport.at')}</th><th className="number">{t('passport.value')}</th></tr></thead>
                <tbody>{changes.map((change) => <tr key={change.at}><td>{day(change.at.slice(0, 10))}</td><td className="number">{change.value}</td></tr>)}</tbody>
              </table>
              <p className="small soft">{t('passport.whyChanged')}</p>
            </>
          )}
        </>
      )}
      <p className="small">
        {stamp.computedAt === null ? null : <>{t('passport.computed', { at: `${day(stamp.computedAt.slice(0, 10))}, ${stamp.computedAt.slice(11, 16)} UTC` })} · </>}
        <Link to="/definition" search={{}}>{t('passport.wholeText')}</Link>
      </p>
    </Drawer>
  );
}

function RuleCounts({ lines }: { readonly lines: NonNullable<PassportFacts['lines']> }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <>
      <h3>{t('passport.rules')}</h3>
      <table className="plain">
        <thead><tr><th>{t('passport.step')}</th><th>{t('passport.rule')}</th><th className="number">{t('passport.came')}</th><th className="number">{t('passport.out')}</th><th className="number">{t('passport.stayed')}</th></tr></thead>
        <tbody>{lines.map((line) => <tr key={line.step}><td>{line.step}</td><td>{line.rule}</td><td className="number">{count(line.came)}</td><td className="number">{count(line.came - line.stayed)}</td><td className="number">{count(line.stayed)}</td></tr>)}</tbody>
      </table>
    </>
  );
}
