import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useChange } from '#web/client.ts';
import { Refused } from '#web/parts/refused.tsx';
import { beginDraft } from '../contract.ts';
import { useMayHere, type AboutProject } from './project-life.tsx';

type Begun = z.input<NonNullable<typeof beginDraft.body>>;

/** Begins drafts about a project and its pledges, for those who may write in its place. */
export function Propose({ about: { projectId, katos, pledgeIds } }: { readonly about: AboutProject }) {
  const { t } = useTranslation('projects');
  const navigate = useNavigate();
  const may = useMayHere(katos);
  const { mutate, error, isPending, variables } = useChange(beginDraft, ({ draftId }) => void navigate({ to: '/drafts/$draftId', params: { draftId } }));
  if (!may('draft-projects')) return null;
  const button = (text: string, body: Begun) => (
    <Button key={text} size="compact-sm" variant="default" disabled={isPending} loading={isPending && JSON.stringify(variables?.body) === JSON.stringify(body)} onClick={() => mutate({ body })}>{text}</Button>
  );
  return (
    <>
      <h3>{t('propose.title')}</h3>
      <div className="propose">
        {button(t('propose.change'), { register: 'projects', intent: 'change', key: { projectId } })}
        {button(t('propose.pledge'), { register: 'pledges', intent: 'new', key: { projectId } })}
        {button(t('propose.participant'), { register: 'participants', intent: 'new', key: { projectId } })}
        {button(t('propose.investment'), { register: 'investments', intent: 'new', key: { projectId } })}
        {button(t('propose.annul'), { register: 'projects', intent: 'annulment', key: { projectId } })}
      </div>
      {pledgeIds.length === 0 ? null : (
        <div className="propose">
          {pledgeIds.slice(0, 20).flatMap((pledgeId) => [
            button(t('propose.changePledge', { id: pledgeId, interpolation: { escapeValue: false } }), { register: 'pledges', intent: 'change', key: { pledgeId } }),
            button(t('propose.annulPledge', { id: pledgeId, interpolation: { escapeValue: false } }), { register: 'pledges', intent: 'annulment', key: { pledgeId } }),
          ])}
        </div>
      )}
      <Refused error={error} />
    </>
  );
}
