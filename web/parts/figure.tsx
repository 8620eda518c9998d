import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Passport, type PassportFacts } from './passport.tsx';
import './figure.css';

type Props = { readonly label: string; readonly value: ReactNode; readonly unit?: string; readonly passport?: PassportFacts };

/** A labelled number. With a passport the number opens the panel that says what it is and where it came from. */
export function Figure({ label, value, unit, passport }: Props) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const number = <><span className="number">{value}</span>{unit === undefined ? null : <span className="figure-unit"> {unit}</span>}</>;
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>
        {passport === undefined ? number : <button type="button" className="figure-open" title={t('figure.open', { label })} onClick={open}>{number}</button>}
        {passport === undefined ? null : <Passport opened={opened} close={close} label={label} value={number} facts={passport} />}
      </dd>
    </div>
  );
}

/** Figures beside one another, a list of terms to a screen reader. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className="figures">{children}</dl>;
}
