/** The key under which the words of a table's remark (`base`, `note`) stand in `words/remark.*.json`: its letters and digits, cut at 64. */
export function remarkKey(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64).replace(/-+$/, '');
}
