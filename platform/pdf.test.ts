// No server is asked: no database is opened.
// One database is enough: a PDF asks none.
import { expect, test } from 'vitest';
import { writePdf } from './pdf.ts';

const at = new Date('2026-11-22T06:00:00Z');
const kazakh = 'Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі ₸';

test('a document can make the server read no file and ask no address', async () => {
  for (const image of ['/etc/passwd', 'https://example.org/picture.png']) {
    await expect(writePdf({ content: [{ image }] }, { title: 'x', language: 'en', at })).rejects.toThrow();
  }
});

test('the same document at the same instant gives the same bytes, at another one others', async () => {
  const write = (instant: Date) => writePdf({ content: [kazakh, { qr: 'https://example.org/public/certificates/1' }] }, { title: 'Куәлік', language: 'kk', at: instant });
  const first = await write(at);
  expect(await write(at)).toEqual(first);
  expect(await write(new Date('2026-11-23T06:00:00Z'))).not.toEqual(first);
  expect(first.subarray(0, 5).toString()).toBe('%PDF-');
});

test('every Kazakh letter has a glyph in both faces', async () => {
  const bytes = (await writePdf({ compress: false, content: [kazakh, { text: kazakh, bold: true }] }, { title: 'x', language: 'kk', at })).toString('latin1');
  // Glyph 0 is the one that stands for a missing letter; text is shown as numbers of glyphs, four digits each.
  const glyphs = [...bytes.matchAll(/\[(.*?)\] TJ/g)].flatMap(([, shown = '']) => [...shown.matchAll(/<([0-9a-f]+)>/g)]).flatMap(([, run = '']) => run.match(/.{4}/g) ?? []);
  expect(glyphs.length).toBeGreaterThanOrEqual(2 * kazakh.replaceAll(' ', '').length);
  expect(glyphs).not.toContain('0000');
});
