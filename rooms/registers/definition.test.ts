import { expect, test } from 'vitest';
import { listRegisters, rejectCode } from './definition.ts';

// That the definition is that of docs/registers.md is checked in checks/register-formats.test.ts.

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
