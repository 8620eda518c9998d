import { useSyncExternalStore } from 'react';
import { purposes, type Purpose } from '#kernel/purpose.ts';

const remembered = 'jumys.purpose';
const watchers = new Set<() => void>();

function kept(): Purpose | null {
  try {
    return purposes.find((purpose) => purpose === sessionStorage.getItem(remembered)) ?? null;
  } catch {
    // Storage may be forbidden: then the choice lasts as long as the page.
    return null;
  }
}

let chosen = kept();

/** For what purpose this tab looks at persons; null until somebody has said, and forgotten when the tab is closed. */
export function usePurpose(): Purpose | null {
  return useSyncExternalStore((watcher) => { watchers.add(watcher); return () => watchers.delete(watcher); }, () => chosen);
}

export function choosePurpose(purpose: Purpose | null): void {
  chosen = purpose;
  try {
    if (purpose === null) sessionStorage.removeItem(remembered);
    else sessionStorage.setItem(remembered, purpose);
  } catch { /* as above */ }
  for (const watcher of watchers) watcher();
}
