import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listAlmaty, listPlan } from '#reference';
import { checkRelations } from './check.ts';
import { readRelations } from './relation.ts';

function readDocument(name: string) {
  const read = (file: string) => ({ name: file, bytes: readFileSync(new URL(`data/${file}`, import.meta.url)) });
  return readRelations(read(`${name}-figures.csv`), read(`${name}-relations.csv`));
}

/** How many relations of a document are checked, and which do not hold. */
function judge(name: string) {
  const findings = checkRelations(readDocument(name));
  const those = (verdict: string) => findings.filter((finding) => finding.verdict === verdict).map(({ relation }) => relation);
  return { checked: findings.length, contradicts: those('contradicts'), incomparable: those('incomparable') };
}

test('the regional plan of 2013-2020 adds up, by region in each year and by year in each region', () => {
  expect(judge('plan')).toEqual({ checked: 26, contradicts: [], incomparable: [] });
});

test('of the labour market of Almaty one printed value is wrong, and what else misses by 0.1 is rounding', () => {
  expect(judge('almaty')).toEqual({ checked: 36, contradicts: ['employment-2011'], incomparable: [] });
});

test('the other public documents agree where they speak of the same', () => {
  expect(judge('documents')).toEqual({ checked: 23, contradicts: [], incomparable: ['blind-spot', 'index-2022', 'rates'] });
});

test('one job more or less anywhere in the plan is found', () => {
  const relations = readDocument('plan');
  const printed = (text: string, by: number) => String(Number(text.replaceAll(' ', '')) + by);
  const header = 'id,text,population,period,place,source';
  const figures = new Map(relations.flatMap(({ result, operands }) => [result, ...operands]).map((figure) => [figure.id, figure]));
  for (const [at, changed] of [...figures.keys()].filter((_, place) => place % 12 === 0).entries()) {
    const rows = [...figures.values()].map(({ id, text, population, period, place }) => `${id},${id === changed ? printed(text, at % 2 === 0 ? 1 : -1) : text},${population},${period},${place},`);
    const lines = relations.map(({ id, kind, result, operands }) => `${id},${kind},${result.id},${operands.map((operand) => operand.id).join('+')}`);
    const file = (name: string, ...text: string[]) => ({ name, bytes: new TextEncoder().encode(text.join('\n')) });
    const findings = checkRelations(readRelations(file('f', header, ...rows), file('r', 'id,kind,result,operands', ...lines)));
    // Each figure stands in a row and a column; the total of totals in both as the result.
    expect(findings.filter(({ verdict }) => verdict === 'contradicts')).toHaveLength(2);
  }
});

test('the tables are those that the room of reference holds', () => {
  const plan = new Map(readDocument('plan').flatMap(({ result, operands }) => [result, ...operands]).map(({ id, text }) => [id, Number(text.replaceAll(' ', ''))]));
  expect(Object.fromEntries(plan)).toEqual(Object.fromEntries(listPlan().flatMap(({ kato, years, total }) =>
    [...years.map(({ year, jobs }) => [`${kato}-${year}`, jobs] as const), [`${kato}-total`, total] as const])));
  const almaty = new Map(listAlmaty().flatMap(({ indicator, values }) => values.map(({ period, value }) => [`${indicator}-${period}`, value])));
  for (const { result, operands } of readDocument('almaty')) for (const { id, text } of [result, ...operands]) expect(Number.parseFloat(text)).toBe(almaty.get(id));
});
