import { useMe } from '#web/state.ts';
import type { DraftRegister } from '../contract.ts';

/** What the room of pledges knows of a project: its jobs, and where it lies, from the country down. */
export type AboutProject = {
  readonly projectId: string;
  readonly katos: readonly string[];
  readonly programme: string | null;
  readonly funding: 'private' | 'state' | 'mixed' | 'credit' | 'grant' | null;
  /** Rows of registers that a draft may change or end; what tells one from others of its register. Investments are told by the room itself. */
  readonly rows: readonly { readonly register: DraftRegister; readonly key: { readonly projectId?: string; readonly pledgeId?: string; readonly employer?: number; readonly period?: string }; readonly name: string | null }[];
  readonly jobs: {
    readonly promised: number; readonly due: number; readonly met: number; readonly paid: number;
    /** Pledges that are not due: what they promise, what is expected of them by their forecasts (null when one cannot be told), and how many are at risk. */
    readonly ahead: { readonly promised: number; readonly expected: number | null; readonly atRisk: number } | null;
  };
};

/** Whether the reader holds a permission at a place of the project. */
export function useMayHere(katos: readonly string[]): (permission: 'draft-projects' | 'review-projects') => boolean {
  const me = useMe();
  return (asked) => me?.permissions.some(({ permission, places }) => permission === asked && places.some((place) => katos.includes(place))) ?? false;
}
