import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** A pdfmake document without what `writePdf` sets itself. */
export type PdfDocument = Omit<TDocumentDefinitions, 'info' | 'defaultStyle' | 'images'> & { readonly defaultStyle?: TDocumentDefinitions['defaultStyle'] };

const fonts = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/package.json').replace('package.json', '');
const [regular, bold] = [`${fonts}400Regular/NotoSans_400Regular.ttf`, `${fonts}700Bold/NotoSans_700Bold.ttf`];

pdfmake.setFonts({ 'Noto Sans': { normal: regular, bold, italics: regular, bolditalics: bold } });
// A document names no file and no address: it can make the server read nothing but its two fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold);

/**
 * The bytes of a document in Noto Sans, which has all Kazakh letters; `bold` is the only other face. The same document at the
 * same instant gives the same bytes: its one date is `at`, and `language` is that of its words.
 */
export async function writePdf(document: PdfDocument, { title, language, at }: { title: string; language: 'kk' | 'ru' | 'en'; at: Date }): Promise<Buffer> {
  return pdfmake.createPdf({
    ...document,
    language,
    info: { title, creator: 'Jumys', producer: 'Jumys', creationDate: at, modDate: at },
    defaultStyle: { font: 'Noto Sans', fontSize: 10, lineHeight: 1.25, ...document.defaultStyle },
  }).getBuffer();
}
