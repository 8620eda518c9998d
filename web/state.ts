import type { Permission } from '#kernel/actor.ts';
import { getMe, type Me } from '../rooms/accounts/contract.ts';
import { getState } from '../rooms/pledges/contract.ts';
import { queries, useReply } from './client.ts';

/** What the shell must know before it can show anything; asked every second while something is being prepared. */
export function useCountryState() {
  const first = useReply(getState, {}, { every: 15_000 });
  useReply(getState, {}, { every: 1_000, enabled: first.data?.preparing != null });
  return first;
}

/** Who looks; undefined until the server has said. */
export function useMe(): Me | undefined {
  return useReply(getMe).data;
}

/** Whether the reader may do something anywhere: what he may not is not offered. The server decides again, and where. */
export function useMay(): (permission: Permission) => boolean {
  const me = useMe();
  return (permission) => {
    if (permission === 'anyone') return true;
    if (permission === 'signed-in') return me !== undefined && me.kind !== 'nobody';
    return me?.permissions.some((held) => held.permission === permission) ?? false;
  };
}

/** Whether the reader sees the figures of the whole country: else a sum is that of what he may see. */
export function useSeesAll(): boolean {
  return useMe()?.permissions.some(({ permission, places }) => permission === 'read-figures' && places.includes('000000000')) ?? true;
}

/**
 * Forgets every reply and asks anew: another reader sits there now, or the same one as somebody else. What is on no screen is
 * forgotten first, so that nothing of the one before is ever shown to the one after.
 */
export async function startAfresh(): Promise<void> {
  const predicate = ({ queryKey: [, path] }: { queryKey: readonly unknown[] }) => path !== getMe.path;
  queries.removeQueries({ type: 'inactive', predicate });
  await queries.invalidateQueries({ predicate: (query) => !predicate(query) });
  // In this turn the screens take away what he may no longer ask for: else it would be asked for once more, and refused.
  await new Promise((drawn) => { setTimeout(drawn); });
  await queries.resetQueries({ predicate });
}
