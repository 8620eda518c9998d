import { useSyncExternalStore } from 'react';

/** How much is wanted: `fully`, all that one signs in with, for what changes by what. */
export type Wanted = 'any' | 'fully';

let answer: ((confirmed: boolean) => void) | undefined;
let asking: Promise<boolean> | undefined;
let wanted: Wanted | undefined;
const watchers = new Set<() => void>();

function tell(): void {
  for (const watcher of watchers) watcher();
}

/** Opens the dialog in which one shows anew who one is; true once the server believes it, false when it was closed. One dialog serves all who ask. */
export function askToConfirm(much: Wanted): Promise<boolean> {
  asking ??= new Promise((resolve) => { answer = resolve; });
  wanted = wanted === 'fully' ? 'fully' : much;
  tell();
  return asking;
}

/** Ends the asking, for the dialog. */
export function answerConfirmation(confirmed: boolean): void {
  answer?.(confirmed);
  [answer, asking, wanted] = [undefined, undefined, undefined];
  tell();
}

/** What somebody waits for; undefined when nobody does. */
export function useConfirmationAsked(): Wanted | undefined {
  return useSyncExternalStore((watcher) => { watchers.add(watcher); return () => watchers.delete(watcher); }, () => wanted);
}
