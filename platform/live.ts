/** What is open for an account: replies under way, each with the way to cut it. */
const open = new Map<string, Set<() => void>>();

/** Remembers that something is open for an account until the returned function is called; null: for nobody, who cannot be ended. */
export function holdOpen(account: string | null, cut: () => void): () => void {
  if (account === null) return () => undefined;
  const held = open.get(account) ?? new Set();
  open.set(account, held.add(cut));
  return () => {
    held.delete(cut);
    if (held.size === 0 && open.get(account) === held) open.delete(account);
  };
}

/** Cuts everything that is open for an account: its session has ended, or a role was taken from it. */
export function endOpen(account: string): void {
  const held = open.get(account);
  open.delete(account);
  for (const cut of held ?? []) cut();
}
