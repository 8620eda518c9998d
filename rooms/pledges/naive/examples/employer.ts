import { aigul, berik, branch, combine, contract, employer, holding, payment, payments, pledge, rival } from '../rows.ts';
import type { Example } from './example.ts';

const month = '2024-02';
const pledges = [pledge()];

export const employerExamples: Example[] = [
  {
    rule: 3, month, title: 'A branch and its legal entity are one employer: the head pays for the branch’s contract',
    country: { pledges, employers: [employer({}), employer({ employer: branch, head: combine })], contracts: [contract({ employer: branch })], contributions: [payment()] },
    expected: [{ contracted: '1', paid: '1' }],
  },
  {
    rule: 3, month, title: 'Two branches of one head are one employer, and so is the successor of one of them',
    country: {
      pledges: [pledge({ employer: branch })],
      employers: [employer({}), employer({ employer: branch, head: combine }), employer({ employer: rival, head: combine, successor: holding }), employer({ employer: holding })],
      contracts: [contract({ employer: holding })],
    },
    expected: [{ contracted: '1' }],
  },
  {
    rule: 3, month, title: 'A head without a row stands alone, and its branches are not joined through it',
    country: {
      pledges: [pledge(), pledge({ pledge_id: 'B', employer: rival })],
      employers: [employer({ employer: branch, head: combine }), employer({ employer: rival, head: combine })],
      contracts: [contract({ employer: branch })],
    },
    expected: [{ contracted: '0' }, { contracted: '0' }],
  },
  {
    rule: 3, month, title: 'An identifier without a row is an employer like any other',
    country: { pledges, contracts: [contract()], contributions: [payment()] },
    expected: [{ contracted: '1', paid: '1' }],
  },
  {
    rule: 3, month, title: 'A daughter company belongs to the group but is another employer',
    country: { pledges, employers: [employer({}), employer({ employer: rival, parent: combine })], contracts: [contract({ employer: rival })] },
    expected: [{ contracted: '0' }],
  },
  {
    rule: 3, month, title: 'A sole entrepreneur who became a company is that company',
    country: { pledges, employers: [employer({}), employer({ employer: berik, successor: combine })], contracts: [contract({ employer: berik })], contributions: [payment()] },
    expected: [{ contracted: '1', paid: '1' }],
  },
  {
    rule: 4, month, title: 'A month refunded in full is not paid',
    country: { pledges, contracts: [contract()], contributions: [payment(), payment({ payment_ref: '2', amount: '-20000.00' })] },
    expected: [{ contracted: '1', paid: '0', wage_mean: '' }],
  },
  {
    // 20,000 - 4,999.99 = 15,000.01 at a rate of 0.10.
    rule: 4, month, title: 'A refund in part leaves the wage of what remains',
    country: { pledges, contracts: [contract()], contributions: [payment(), payment({ payment_ref: '2', amount: '-4999.99' })] },
    expected: [{ paid: '1', wage_mean: '150000.10' }],
  },
  {
    rule: 4, month, title: 'A refund that arrives before what it refunds counts all the same',
    country: { pledges, contracts: [contract()], contributions: [payment({ payment_ref: '2', amount: '-20000' }), payment()] },
    expected: [{ contracted: '1', paid: '0' }],
  },
  {
    rule: 4, month, title: 'Two payments for one month, one of them by the branch, make one wage',
    country: {
      pledges, employers: [employer({}), employer({ employer: branch, head: combine })], contracts: [contract()],
      contributions: [payment({ amount: '5000' }), payment({ payment_ref: '2', amount: '7000.5', payer: branch })],
    },
    expected: [{ paid: '1', wage_mean: '120005.00' }],
  },
  {
    rule: 4, month, title: 'No other kind of contribution makes a month paid',
    country: { pledges, contracts: [contract()], contributions: ['OPVR', 'OPPV', 'SO', 'ESP', 'SELF'].map((kind) => payment({ kind })) },
    expected: [{ contracted: '1', paid: '0' }],
  },
  {
    rule: 4, month, title: 'What somebody else pays is not the employer’s contribution',
    country: { pledges, contracts: [contract()], contributions: [payment({ payer: rival })] },
    expected: [{ contracted: '1', paid: '0' }],
  },
  {
    rule: 4, month, title: 'The month is that of the period, not of the day of payment',
    country: { pledges, contracts: [contract()], contributions: payments('2024-03', '2024-03', { paid_on: '2024-02-25' }) },
    expected: [{ contracted: '1', paid: '0' }],
  },
  {
    rule: 4, month, title: 'A sole entrepreneur with a contract and an OPV of her own is paid',
    country: { pledges: [pledge({ employer: aigul })], contracts: [contract({ employer: aigul })], contributions: [payment({ payer: aigul })] },
    expected: [{ contracted: '1', paid: '1' }],
  },
];
