import type { ReactNode } from 'react';
import '#web/parts/data-table.css';

/** A table of the yearbook kind: scrolls sideways in a box of its own, its first column fixed. */
export function WideTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // A box that scrolls must be reachable by keyboard.
    <div className="table-box" role="region" aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}
