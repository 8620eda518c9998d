import { expect, test } from 'vitest';
import { listRegisters, rejectCode } from '../rooms/registers/definition.ts';
import type { Column, ColumnType } from '../rooms/registers/definition.ts';
import { registerNames } from '../rooms/registers/contract.ts';
import { columns as naiveColumns, keys as naiveKeys } from '../rooms/pledges/naive/columns.ts';
import { codeOf, readText, rowsOf } from './markdown.ts';

const text = readText('docs/registers.md');

/** The words of the text for a type, where they are not its name. */
const types: Readonly<Record<string, ColumnType>> = {
  '9 digits': 'kato',
  'ISO 3166-1 alpha-2': 'country',
  '1-8': 'level',
  prefix: 'occupation-prefix',
  'number, 0 < x <= 2, at most two decimals': 'rate',
  'number, 0-1, at most four decimals': 'share',
  'number, whole, > 0': 'count',
  'number, whole, >= 0': 'whole',
};

type Told = { name: string; key: boolean; required: boolean; type: string; words: string[] };

/** One column as the text tells it: **key** `type?`. */
function readColumn(register: string, name: string, key: boolean, spec: string): Told {
  const shape = spec.replace(/\?$/, '');
  const words = shape.includes('|') ? shape.split('|') : [];
  // Minus only in contributions.amount, says the text of the types.
  const signed = register === 'contributions' && name === 'amount';
  return { name, key, required: !spec.endsWith('?'), type: words.length > 0 ? 'list' : signed ? 'signed-money' : types[shape] ?? shape, words };
}

const told = rowsOf(text).filter(([name]) => /^`\w+`$/.test(name ?? '') && (registerNames as readonly string[]).includes(name?.replaceAll('`', '') ?? '')).map(([name = '', columns = '']) => {
  const register = name.replaceAll('`', '');
  const plain = columns.replace(/\([^)]*\)/g, '');
  return { register, columns: [...plain.matchAll(/(\*\*)?([a-z]\w*)(?:\*\*)? `([^`]+)`/g)].map(([, key, column = '', spec = '']) => readColumn(register, column, key !== undefined, spec)) };
});

test('docs/registers.md and the definition know the same registers in the same order', () => {
  expect(told.map(({ register }) => register)).toEqual([...registerNames]);
  expect(listRegisters().map(({ name }) => name)).toEqual([...registerNames]);
});

test.each(listRegisters())('the columns of $name stand in the text as they are checked: order, key, type, words, what may be empty', ({ name, columns }) => {
  const described = columns.map(({ name: column, key, required, type, words }: Column) => ({ name: column, key, required, type, words: [...words] }));
  expect(described).toEqual(told.find(({ register }) => register === name)?.columns);
});

test('the naive reading knows the same columns and keys, in the same order', () => {
  for (const { name, columns } of listRegisters()) {
    expect(naiveColumns[name]).toEqual(columns.map((column) => column.name));
    expect(naiveKeys[name]).toEqual(columns.filter(({ key }) => key).map((column) => column.name));
  }
});

test('a wrong field is rejected under the code that the text gives to its type', () => {
  const codes = new Map<string, string>();
  for (const [names = '', , code = ''] of rowsOf(text).filter((row) => row.length === 3)) for (const type of codeOf(names)) codes.set(type, code.replaceAll('`', ''));
  const told = ['iin', 'bin', 'employer', 'place', 'instant', 'money', 'number', 'text'].map((type) => codes.get(type));
  const checked = (['iin', 'bin', 'employer', 'place', 'instant', 'money', 'rate', 'text'] as const).map(rejectCode);
  expect(checked).toEqual(told);
  expect(codes.get('date')).toContain(rejectCode('date'));
  expect([...new Set(listRegisters().flatMap(({ columns }) => columns.map(({ type }) => rejectCode(type))))].filter((code) => ![...codes.values()].join().includes(code))).toEqual([]);
});

test('the pairs of days that must not be in the wrong order are those of the text', () => {
  const list = /an end\s+before its start \(([^)]*)\)/.exec(text)?.[1] ?? '';
  const named = new Set(codeOf(list));
  const checked = new Set(listRegisters().flatMap(({ columns }) => columns.flatMap(({ name, notBefore }) => (notBefore === undefined ? [] : [name]))));
  expect([...checked].toSorted()).toEqual([...named].filter((name) => !['born_on', 'awarded_on'].includes(name)).toSorted());
  const against = listRegisters().flatMap(({ columns }) => columns.filter(({ name }) => ['exempt_from', 'due_on'].includes(name)).map(({ name, notBefore }) => `${name} against ${notBefore}`));
  expect(against).toEqual(['exempt_from against born_on', 'due_on against awarded_on']);
});
