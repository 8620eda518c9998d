import { FileButton, Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { verifyCertificate, type VerifiedCertificate } from '../contract.ts';
import { Facts } from './facts.tsx';
import { PublicVerdictText } from './public-frame.tsx';
import './public.css';

const route = getRouteApi('/public/certificates/$number');

/** Whether a certificate is valid, superseded or unknown; and whether a file is the one that was issued, told without sending it. */
export function CertificateScreen() {
  const { t } = useTranslation(['publishing', 'web']);
  const { number } = route.useParams();
  const { data, error, refetch } = useReply(verifyCertificate, { params: { number } });
  useDocumentTitle(`${t('certificate.title', { number })} · ${t('web:name')}`);
  const unknown = error instanceof Unanswered && (error.error.code === 'no-such-certificate' || error.error.code === 'bad-request');
  if (unknown) return <article className="public"><p className="eyebrow">{t('certificate.title', { number })}</p><h1 className="lost">{t('certificate.unknown')}</h1><p>{t('certificate.unknownWhy')}</p></article>;
  if (error !== null) return <Failed heads error={error} again={() => void refetch()} />;
  return data?.number === number ? <Page certificate={data} /> : <Loading />;
}

function Page({ certificate }: { readonly certificate: VerifiedCertificate }) {
  const { t } = useTranslation('publishing');
  const { name, day, month, count } = useFormat();
  const { number, status, verdict, issuedOn, definition, madeUp, pledgeId, jobs, dueOn, project, place, employer } = certificate;
  return (
    <article className="public">
      <p className="eyebrow">{t('certificate.title', { number })}</p>
      <h1 className={status === 'valid' ? '' : 'lost'}>{t(`certificate.${status}`)}</h1>
      <p className="answer">{t(`certificate.${status}Why`, { day: day(issuedOn) })}</p>
      {madeUp ? <p><strong>{t('certificate.madeUp')}</strong></p> : null}
      <section>
        <h2>{t('certificate.compare')}</h2>
        <Facts rows={[
          [t('of.verdict'), <PublicVerdictText key="verdict" verdict={verdict} />], [t('certificate.month'), month(certificate.month)],
          [t('of.employer'), employer ?? <span className="soft">{t('sole')}</span>], [t('project'), project === null ? '–' : name(project)],
          [t('of.pledge'), <Link key="pledge" to="/public/pledges/$pledgeId" params={{ pledgeId }}>{pledgeId}</Link>], [t('of.place'), place === null ? '–' : name(place)],
          [t('of.jobs'), count(jobs)], [t('of.dueOn'), day(dueOn)], [t('certificate.definition'), definition], [t('certificate.issued'), day(issuedOn)],
        ]} />
      </section>
      <FileCheck sha256={certificate.sha256} />
    </article>
  );
}

function FileCheck({ sha256 }: { readonly sha256: string }) {
  const { t } = useTranslation('publishing');
  const [found, setFound] = useState<string>();
  const check = async (file: File | null) => {
    if (file === null) return;
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    setFound(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''));
  };
  return (
    <section>
      <h2>{t('certificate.file')}</h2>
      <p><FileButton accept="application/pdf" onChange={(file) => void check(file)}>{(props) => <Button {...props} variant="default" size="xs">{t('certificate.choose')}</Button>}</FileButton>{' '}<span className="small soft">{t('certificate.local')}</span></p>
      {found === undefined ? null : <p role="status" className={found === sha256 ? '' : 'lost'}>{t(found === sha256 ? 'certificate.same' : 'certificate.other')}</p>}
      <p className="small soft public-sum">{t('certificate.sum')}: {sha256}</p>
    </section>
  );
}
