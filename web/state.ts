import { getState } from '../rooms/pledges/contract.ts';
import { useReply } from './client.ts';

/** What the shell must know before it can show anything; asked every second while something is being prepared. */
export function useCountryState() {
  const first = useReply(getState, {}, { every: 15_000 });
  useReply(getState, {}, { every: 1_000, enabled: first.data?.preparing != null });
  return first;
}
