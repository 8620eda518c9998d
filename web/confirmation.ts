import { useSyncExternalStore } from 'react';

let answer: ((confirmed: boolean) => void) | undefined;
let asking: Promise<boolean> | undefined;
const watchers = new Set<() => void>();

function tell(): void {
  for (const watcher of watchers) watcher();
}

/** Opens the dialog in which one shows anew who one is; true once the server believes it, false when it was closed. One dialog serves all who ask. */
export function askToConfirm(): Promise<boolean> {
  asking ??= new Promise((resolve) => { answer = resolve; });
  tell();
  return asking;
}

/** Ends the asking, for the dialog. */
export function answerConfirmation(confirmed: boolean): void {
  answer?.(confirmed);
  [answer, asking] = [undefined, undefined];
  tell();
}

/** Whether somebody waits for a confirmation. */
export function useConfirmationAsked(): boolean {
  return useSyncExternalStore((watcher) => { watchers.add(watcher); return () => watchers.delete(watcher); }, () => asking !== undefined);
}
