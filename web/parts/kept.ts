import { getPledge } from '../../rooms/pledges/contract.ts';
import { useReply } from '../client.ts';

const kept: readonly unknown[] = ['kept', 'substantially-kept', 'holding', 'held'];

/** Whether a pledge was kept, and has not been lost since; false until it is known, and to whoever may not read it. */
export function useKept(pledgeId: string, mayRead: boolean): boolean {
  const { data } = useReply(getPledge, { params: { pledgeId }, query: {} }, { enabled: mayRead });
  return kept.includes(data?.pledge.verdict.verdict);
}
