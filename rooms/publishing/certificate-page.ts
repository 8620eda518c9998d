import type { Content } from 'pdfmake/interfaces.js';
import { formatCount, formatDay, formatMonth, type Language } from '#kernel/format.ts';
import { monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { writePdf } from '#platform/pdf.ts';
import type { WholeCube } from './cell.ts';
import type { Certificate } from './store.ts';
import { step } from './rounding.ts';
import en from './words/certificate.en.json' with { type: 'json' };
import kk from './words/certificate.kk.json' with { type: 'json' };
import ru from './words/certificate.ru.json' with { type: 'json' };

const words = { kk, ru, en } as const;
/** Points between the text and either side of the sheet. */
const side = 56;

type Printed = Pick<Certificate, 'number' | 'month' | 'verdict' | 'credited' | 'jobs' | 'dueOn' | 'language' | 'definition' | 'pledgeId' | 'issuedAt'> & { readonly madeUp: boolean; readonly address: string };

/** The page of a certificate. A count of fewer than ten people is not printed: the page is made to be shown. */
export function writeCertificate(cube: WholeCube, at: number, printed: Printed): Promise<Buffer> {
  const { language, issuedAt } = printed;
  const word = (key: keyof typeof ru): string => words[language][key];
  const { employer, place, project, holdMonths } = cube.pledges[at]!;
  const count = (value: number): string => formatCount(value, language);
  const people = (value: number): string => (value < step ? word('few') : count(value));
  const evidence = (['contracted', 'paid', 'held3'] as const).map((rung): [string, string] => [word(rung), people(cube.figure(rung, at, printed.month))]);
  const content: Content[] = [
    ...(printed.madeUp ? [{ text: word('madeUp'), alignment: 'center' as const, bold: true, margin: [0, 0, 0, 16] as [number, number, number, number] }] : []),
    { text: word('title'), fontSize: 19, bold: true, lineHeight: 1.1, margin: [0, 0, 0, 12] },
    { text: word(printed.verdict), fontSize: 12, margin: [0, 0, 0, 12] },
    heading(word('promise')),
    rows([
      [word('employer'), cube.employers.get(employer) ?? word('sole')], [word('project'), project === null ? cube.pledges[at]!.projectId : nameOf(project, language)], [word('pledge'), printed.pledgeId],
      [word('place'), placeOf(cube, place, language)], [word('jobs'), count(printed.jobs)], [word('due'), formatDay(printed.dueOn, language)], [word('hold'), count(holdMonths)],
    ]),
    heading(word('evidence')),
    rows([[word('month'), formatMonth(monthText(printed.month), language)], ...evidence, [word('credited'), people(printed.credited)]]),
    { text: word('definition').replace('{{version}}', printed.definition), fontSize: 9, margin: [0, 8, 0, 0] },
  ];
  // What proves it stands at the foot of the page, whatever length the names are of.
  const footer: Content = {
    margin: [side, 0, side, 0],
    columns: [
      { qr: printed.address, fit: 110, width: 130 },
      { width: '*', stack: [
        { text: [`${word('number')} `, { text: printed.number, bold: true }] }, { text: `${word('issued')} ${formatDay(issuedAt.toISOString().slice(0, 10), language)}`, margin: [0, 0, 0, 8] },
        { text: word('verify') }, { text: printed.address, link: printed.address, fontSize: 9 },
      ] },
    ],
  };
  return writePdf({ pageSize: 'A4', pageMargins: [side, 48, side, 152], content, footer }, { title: `${word('title')} ${printed.number}`, language, at: issuedAt });
}

function heading(text: string): Content {
  return { text, bold: true, fontSize: 12, margin: [0, 8, 0, 4] };
}

function rows(pairs: readonly (readonly [string, string])[]): Content {
  return { layout: { hLineWidth: (at: number) => (at === 0 || at === pairs.length ? 0 : 0.5), vLineWidth: () => 0, hLineColor: () => '#aaaaaa', paddingLeft: () => 0 }, table: { widths: [170, '*'], body: pairs.map(([name, value]) => [{ text: name }, { text: value, bold: true }]) } };
}

function nameOf({ nameKk, nameRu, nameEn }: { nameKk: string; nameRu: string; nameEn: string | null }, language: Language): string {
  return language === 'kk' ? nameKk : language === 'en' ? nameEn ?? nameRu : nameRu;
}

function placeOf(cube: WholeCube, place: number, language: Language): string {
  const known = cube.places.get(place);
  return known === undefined ? placeText(place) : nameOf(known, language);
}
