/** What everybody knows of a pledge: the promise is public. `places` are its place and all above it, nine digits. */
export type PublicFact = { readonly project: string; readonly places: readonly string[]; readonly kind: string | null; readonly section: string | null };

/** One row of a published table as an attacker reads it. */
export type PublishedRow = {
  readonly cell: string; readonly month: string; readonly promised: number; readonly due: number;
  readonly figures: Readonly<Record<string, number | null>>;
  /** Whether the row speaks of a pledge. */
  holds(fact: PublicFact): boolean;
};

/** All rows of one release. */
export type Publication = { readonly release: number; readonly rows: readonly PublishedRow[] };

type JsonFile = { readonly release: number; readonly table: string; readonly rows: readonly Readonly<Record<string, string | number | null>>[] };

const measures = ['contracted', 'paid', 'held3', 'held6', 'held12', 'met'] as const;

/** Reads the JSON files of one release, nothing else. */
export function readPublication(files: readonly string[]): Publication {
  const parsed = files.map((file) => JSON.parse(file) as JsonFile);
  return { release: parsed[0]!.release, rows: parsed.flatMap(({ table, rows }) => rows.map((row) => readRow(table, row))) };
}

function readRow(table: string, row: JsonFile['rows'][number]): PublishedRow {
  const text = (name: string) => String(row[name]);
  const [key, holds] = ((): [string, PublishedRow['holds']] => {
    switch (table) {
      case 'places': return [text('place'), ({ places }) => places.includes(text('place'))];
      case 'kinds': return [`${text('place')} ${text('kind')}`, ({ places, kind }) => places.includes(text('place')) && kind === row['kind']];
      case 'sections': return [text('section'), ({ section }) => section === row['section']];
      default: return [text('project'), ({ project }) => project === row['project']];
    }
  })();
  return {
    cell: `${table} ${key}`, month: text('month'), promised: Number(row['promised']), due: Number(row['due']),
    figures: Object.fromEntries(measures.map((measure) => [measure, row[measure] as number | null])), holds,
  };
}
