import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorReply } from '#kernel/contract.ts';
import { addressOf } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { useKept } from '#web/parts/kept.ts';
import { useMay } from '#web/state.ts';
import { getCertificate } from '../contract.ts';

/** For whoever may read the figures of a kept pledge: its certificate as a file, in the language of the page, or why there is none yet. */
export function CertificateButton({ pledgeId }: { readonly pledgeId: string }) {
  const { t, i18n } = useTranslation('publishing');
  const { language } = useFormat();
  const may = useMay()(getCertificate.may);
  const kept = useKept(pledgeId, may);
  const [state, setState] = useState<{ readonly busy: boolean; readonly code?: string }>({ busy: false });
  if (!may || !kept) return null;
  const fetchIt = async () => {
    setState({ busy: true });
    const response = await fetch(addressOf(getCertificate, { params: { pledgeId }, query: { language } })).catch(() => undefined);
    if (response?.ok !== true) {
      const reply = (await response?.json().catch(() => undefined)) as ErrorReply | undefined;
      return setState({ busy: false, code: reply?.error.code ?? 'unreachable' });
    }
    const address = URL.createObjectURL(await response.blob());
    Object.assign(document.createElement('a'), { href: address, download: `certificate-${pledgeId}.pdf` }).click();
    URL.revokeObjectURL(address);
    return setState({ busy: false });
  };
  const { busy, code } = state;
  return (
    <div className="public-make">
      <Button variant="default" size="xs" loading={busy} onClick={() => void fetchIt()}>{t('certify.action')}</Button>{' '}
      <span className="small soft">{t('certify.note')}</span>
      {code === undefined ? null : <p role="alert">{i18n.exists(`publishing:certify.${code}`) ? t(`certify.${code as 'nothing-to-certify'}`) : t('certify.refused', { code })}</p>}
    </div>
  );
}
