import type { RowOf } from '../columns.ts';
import { berik, contract, payment, pledge } from '../rows.ts';
import type { Example } from './example.ts';

function versions(...contracts: RowOf<'contracts'>[]): Pick<Example, 'rule' | 'month' | 'country'> {
  return { rule: 2, month: '2024-02', country: { pledges: [pledge()], contracts } };
}

const early = '2026-06-01T09:00:00+05:00';
const sameInUtc = '2026-06-01T04:00:00Z';

export const currentExamples: Example[] = [
  {
    title: 'The version of the later instant is current, although its text is smaller',
    ...versions(contract({ recorded_at: '2026-06-01T05:00:00Z', status: 'annulled' }), contract({ recorded_at: early })),
    expected: [{ contracted: '0' }],
  },
  {
    title: 'A millionth of a second makes a version later',
    ...versions(contract({ recorded_at: '2026-06-01T04:00:00.000001Z' }), contract({ recorded_at: early, status: 'annulled' })),
    expected: [{ contracted: '1' }],
  },
  {
    title: 'A millionth of a second is enough for a version that annuls, too',
    ...versions(contract({ recorded_at: '2026-06-01T04:00:00.000001Z', status: 'annulled' }), contract({ recorded_at: early })),
    expected: [{ contracted: '0' }],
  },
  {
    title: 'An annulled current row does not let the version before it come back',
    ...versions(contract({ recorded_at: early }), contract({ recorded_at: '2026-06-02T00:00:00Z', status: 'annulled', starts_on: '2024-01-15' })),
    expected: [{ contracted: '0' }],
  },
  {
    title: 'A row annulled by mistake exists again by its next version',
    ...versions(contract({ recorded_at: early, status: 'annulled' }), contract({ recorded_at: '2026-06-02T00:00:00Z' })),
    expected: [{ contracted: '1' }],
  },
  {
    // SHA-256 of the fields joined by U+001F: e9a2a8f7… for the active row, 9d644f4c… for the annulled one.
    title: 'Of two versions of one instant, told in two time zones, the greater hash is current',
    ...versions(contract({ recorded_at: sameInUtc, status: 'annulled' }), contract({ recorded_at: early })),
    expected: [{ contracted: '1' }],
  },
  {
    // 66bf8f6b… for the active row, 9d644f4c… for the annulled one.
    title: 'The hash is taken of the fields as written: a rate of 1.00 is another text than 1',
    ...versions(contract({ recorded_at: sameInUtc, status: 'annulled' }), contract({ recorded_at: early, rate: '1.00' })),
    expected: [{ contracted: '0' }],
  },
  {
    title: 'The key of a contract does not hold the person: a later version may give the contract to another',
    rule: 2, month: '2024-02',
    country: {
      pledges: [pledge()],
      contracts: [contract(), contract({ iin: berik, recorded_at: '2026-06-02T00:00:00Z' })],
      contributions: [payment()],
    },
    expected: [{ contracted: '1', paid: '0' }],
  },
  {
    title: 'The key of a contribution holds its kind: an annulled one leaves the other',
    rule: 2, month: '2024-02',
    country: { pledges: [pledge()], contracts: [contract()], contributions: [payment(), payment({ kind: 'OPVR', status: 'annulled' })] },
    expected: [{ contracted: '1', paid: '1' }],
  },
  {
    title: 'An annulled pledge has no row',
    rule: 2, month: '2024-02',
    country: { pledges: [pledge(), pledge({ pledge_id: 'B', status: 'annulled' })] },
    expected: [{ pledge_id: 'A' }],
  },
];
