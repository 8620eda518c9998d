import { expect, test } from 'vitest';
import { registerNames } from './contract.ts';
import { listRegisters, rejectCode } from './definition.ts';
import { readDocument } from './naive/document.ts';

const document = readDocument();

test('the document, the contract and the definition name the same registers, columns and keys in the same order', () => {
  expect([...document.keys()]).toEqual([...registerNames]);
  expect(listRegisters().map(({ name }) => name)).toEqual([...registerNames]);
  for (const { name, columns } of listRegisters()) {
    expect(columns.map((column) => [column.name, column.key, column.required])).toEqual(
      document.get(name)?.map((column) => [column.name, column.key, !column.optional]),
    );
  }
});

test('a list has the words of the document', () => {
  for (const { name, columns } of listRegisters()) {
    for (const column of columns.filter(({ type }) => type === 'list')) {
      expect(document.get(name)?.find((other) => other.name === column.name)?.grammar).toBe(column.words.join('|'));
    }
  }
});

test('a day that must not precede another stands behind it in the register', () => {
  for (const { columns } of listRegisters()) {
    const names = columns.map((column) => column.name);
    for (const column of columns.filter(({ notBefore }) => notBefore !== undefined)) {
      expect(names.indexOf(column.notBefore ?? '')).toBeGreaterThanOrEqual(0);
      expect(names.indexOf(column.notBefore ?? '')).toBeLessThan(names.indexOf(column.name));
    }
  }
});

test('every type has a reject code of the document', () => {
  const codes = new Set(listRegisters().flatMap(({ columns }) => columns.map(({ type }) => rejectCode(type))));
  expect([...codes].toSorted()).toEqual(['bin', 'code', 'date', 'iin', 'instant', 'money', 'month', 'number', 'place', 'text']);
});
