import { useEffect, useRef } from 'react';

/** How long the second key of a pair may take, ms. */
const pairWithin = 1_000;

/**
 * Calls the handler of a key, or of two pressed one after another (`g c`), unless somebody is typing. Keys are known by
 * what they write and by where they lie, so that they work under Kazakh and Russian layouts too.
 */
export function useKeys(handlers: { readonly [keys: string]: () => void }): void {
  const latest = useRef(handlers);
  useEffect(() => { latest.current = handlers; });
  useEffect(() => {
    let before = { key: '', at: 0 };
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest('input, textarea, select, [contenteditable], [role="dialog"]')) return;
      const letter = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
      const pair = event.timeStamp - before.at < pairWithin ? `${before.key} ${letter}` : '';
      before = { key: letter, at: event.timeStamp };
      const handler = latest.current[pair] ?? latest.current[letter];
      if (handler === undefined) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
