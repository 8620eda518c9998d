import { expect, test } from 'vitest';
import { registerOfFile } from './register-guess.ts';

test('a name that speaks of no register leaves the choice to the person', () => {
  expect(registerOfFile('2026-10.csv')).toBeUndefined();
});

test('the register is found anywhere in the name, in singular too', () => {
  expect(registerOfFile('Contributions-2026-10.csv.gz')).toBe('contributions');
  expect(registerOfFile('gov_contract_2026.parquet')).toBe('contracts');
  expect(registerOfFile('pledges.csv')).toBe('pledges');
});
