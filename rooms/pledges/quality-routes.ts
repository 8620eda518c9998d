import type { Database } from '#platform/database.ts';
import { route, type Route } from '#platform/http.ts';
import { listConditions, listQualifications } from '#reference';
import { csvFile, ofStamp, xlsxFile, type FileColumn, type Language } from './files.ts';
import * as contract from './quality-contract.ts';
import { qualityPage } from './quality-page.ts';
import type { Views } from './view.ts';
import en from './words/quality.en.json' with { type: 'json' };
import kk from './words/quality.kk.json' with { type: 'json' };
import ru from './words/quality.ru.json' with { type: 'json' };

const words = { kk, ru, en } as const;

/** A line of the file: what is told of, the key in words, how many. */
type Line = { readonly attribute: string; readonly promised: boolean; readonly key: string | null; readonly contracted: number; readonly paid: number; readonly jobs: number | null };

/** The endpoints of the quality of jobs. */
export function qualityRoutes(db: Database, views: Views): Route[] {
  return [
    route(contract.getQuality, async ({ query, scope }) => {
      const view = await views.of(scope);
      return view.remember('quality', query, () => qualityPage(db, scope, view, query));
    }),
    route(contract.exportQuality, async ({ params, query: { language, ...query }, scope }) => {
      const view = await views.of(scope);
      const { stamp, attributes, promises } = await qualityPage(db, scope, view, query);
      const lines: Line[] = [
        ...attributes.flatMap(({ attribute, rows }) => rows.map((row) => ({ ...row, attribute, promised: false, jobs: null }))),
        ...promises.flatMap(({ promise, jobs, rows }) => rows.map((row) => ({ ...row, attribute: promise, promised: true, jobs }))),
      ];
      const columns = [...lineColumns, ...ofStamp<Line>(stamp)];
      return params.format === 'csv'
        ? { name: `quality-${stamp.month}.csv`, type: 'text/csv; charset=utf-8', body: csvFile(columns, lines, language) }
        : { name: `quality-${stamp.month}.xlsx`, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: await xlsxFile(columns, lines, language) };
    }),
  ];
}

const lineColumns: readonly FileColumn<Line>[] = [
  ['attribute', ({ attribute, promised }, language) => (promised ? words[language].promise[attribute as 'wage'] : words[language].attribute[attribute as 'hours'])],
  ['key', (line, language) => keyName(line, language)],
  ['contracted', (line) => line.contracted], ['paid', (line) => line.paid], ['promisedJobs', (line) => line.jobs],
];

function keyName({ attribute, promised, key }: Line, language: Language): string {
  if (key === null) return words[language].untold;
  if (!promised && attribute === 'qualification') return `${key} ${listQualifications().find(({ level }) => String(level) === key)?.names[language] ?? ''}`.trim();
  if (!promised && attribute === 'conditions') return `${key} ${listConditions().find((one) => one.class === key)?.names[language] ?? ''}`.trim();
  return words[language].key[key as 'full'];
}
