type Cell = string | number | null;

/** Text that a spreadsheet would take for a formula is made text; figures stay as they are. */
function quoted(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export function csvOf(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[heads, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Hands a text to the browser to keep as a file. */
export function saveFile(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
