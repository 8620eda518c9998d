import { akkolSettlement, akmola, almaty, astrakhan, contract, okrug, place, pledge, settlement, village } from '../rows.ts';
import type { Example } from './example.ts';

function workingAt(workplace: string, pledged: string, known: readonly string[] = []): Pick<Example, 'rule' | 'month' | 'country'> {
  const country = { places: known.map((kato) => place(kato)), pledges: [pledge({ place: pledged })], contracts: [contract({ workplace })] };
  return { rule: 1, month: '2024-02', country };
}

export const placeExamples: Example[] = [
  { title: 'A district covers a settlement whose rural district the classifier does not know', ...workingAt(settlement, astrakhan), expected: [{ contracted: '1' }] },
  { title: 'A region covers a village below its districts', ...workingAt(village, akmola), expected: [{ contracted: '1' }] },
  { title: 'The whole country covers every place', ...workingAt(almaty, '000000000'), expected: [{ contracted: '1' }] },
  { title: 'A district does not cover its region', ...workingAt(akmola, astrakhan), expected: [{ contracted: '0' }] },
  { title: 'A district does not cover the settlement of its neighbour', ...workingAt(akkolSettlement, astrakhan), expected: [{ contracted: '0' }] },
  { title: 'A code that the classifier does not know covers itself', ...workingAt(settlement, settlement), expected: [{ contracted: '1' }] },
  { title: 'A code that the classifier does not know covers nothing below it', ...workingAt(village, settlement), expected: [{ contracted: '0' }] },
  { title: 'A settlement that was loaded covers its village', ...workingAt(village, settlement, [settlement]), expected: [{ contracted: '1' }] },
  { title: 'A loaded rural district covers a village whose settlement was not loaded', ...workingAt(village, okrug, [okrug]), expected: [{ contracted: '1' }] },
  { title: 'A city covers its district, although the code between them does not exist', ...workingAt('751110000', almaty), expected: [{ contracted: '1' }] },
];
