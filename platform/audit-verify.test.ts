import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLine, writeLine, writeRecord } from './audit-chain.ts';
import { parsePublicKey, signCheckpoint } from './audit-checkpoint.ts';
import { chain, sampleEntry, sampleLog } from './audit-testing.ts';
import { verifyAudit } from './audit-verify.ts';

const log = sampleLog(12, [3, 7, 12]);
const shown = async (changes: { texts?: string[]; checkpoints?: string; publicKey?: string }) =>
  (await verifyAudit({ lines: changes.texts ?? log.texts, checkpoints: changes.checkpoints ?? log.checkpoints, publicKey: changes.publicKey ?? log.publicKey }));
const found = async (changes: Parameters<typeof shown>[0]) => (await shown(changes)).findings.map(({ code, seq }) => [code, seq]);
const altered = (at: number, what: string) => log.lines.map((line, place) => (place === at ? line.record.replace('officer', what) : line.record));

test('a line that was altered is found', async () => {
  const texts = log.lines.map((line, at) => writeLine(at === 4 ? { ...line, record: altered(4, 'nobody')[4] ?? '' } : line));
  expect(await found({ texts })).toEqual([['line-altered', 5]]);
});

test('a line that is missing is found, also the first, and also when the others moved up', async () => {
  expect(await found({ texts: log.texts.toSpliced(4, 1) })).toEqual([['line-missing', 5]]);
  expect(await found({ texts: log.texts.slice(2) })).toEqual([['line-missing', 1]]);
  const moved = log.lines.toSpliced(4, 1).map((line, at) => writeLine({ ...line, seq: at + 1 }));
  expect((await found({ texts: moved }))[0]).toEqual(['chain-broken', 5]);
});

test('a line that was put in is found', async () => {
  expect((await found({ texts: log.texts.toSpliced(4, 0, log.texts[1] ?? '') }))[0]).toEqual(['line-out-of-place', 2]);
});

test('lines that changed places are found', async () => {
  const [fifth = '', sixth = ''] = log.texts.slice(4);
  expect((await found({ texts: log.texts.toSpliced(4, 2, sixth, fifth) }))[0]).toEqual(['line-missing', 5]);
});

test('a tail that was cut off is found as soon as it was sealed', async () => {
  expect(await found({ texts: log.texts.slice(0, 9) })).toEqual([['tail-missing', 10]]);
  expect(await found({ texts: [] })).toEqual([['tail-missing', 1]]);
});

test('a chain that was written anew is found from the last checkpoint that holds', async () => {
  expect(await found({ texts: chain(altered(4, 'nobody')).map(writeLine) })).toEqual([['chain-rewritten', 4], ['chain-rewritten', 4]]);
});

test('a checkpoint with a forged, another, or no signature is found', async () => {
  const forger = generateKeyPairSync('ed25519').privateKey;
  const forged = signCheckpoint({ origin: log.name, size: 12, hash: log.lines[11]?.hash ?? '' }, forger);
  expect(await found({ checkpoints: log.checkpoints + forged })).toEqual([['checkpoint-forged', null]]);
  expect(await found({ checkpoints: log.checkpoints.replace('\n12\n', '\n11\n') })).toEqual([['checkpoint-forged', null]]);
  expect(await found({ checkpoints: log.checkpoints.replace(/— .*\n/, '') })).toEqual([['checkpoint-unsigned', null]]);
  expect(await found({ checkpoints: `${log.checkpoints}rubbish` })).toEqual([['checkpoint-malformed', null]]);
  const foreign = signCheckpoint({ origin: 'jumys.audit/other', size: 1, hash: log.lines[0]?.hash ?? '' }, log.privateKey);
  expect(await found({ checkpoints: log.checkpoints + foreign })).toEqual([['checkpoint-foreign', null]]);
});

test('two checkpoints that cannot both be true are a fork, whoever signed them', async () => {
  const fork = signCheckpoint({ origin: log.name, size: 7, hash: log.lines[7]?.hash ?? '' }, log.privateKey);
  expect(await found({ checkpoints: log.checkpoints + fork })).toEqual([['fork', 7]]);
});

test('without a checkpoint, or with the key of somebody else, nothing is proven', async () => {
  expect(await found({ checkpoints: '' })).toEqual([['never-sealed', null]]);
  expect((await found({ publicKey: sampleLog(1, [1]).publicKey })).map(([code]) => code)).toEqual(['checkpoint-forged', 'checkpoint-forged', 'checkpoint-forged', 'never-sealed']);
  expect((await found({ publicKey: 'jumys' })).map(([code]) => code)).toEqual(['key-malformed', 'never-sealed']);
});

test('a line that another reader could read otherwise is no line', async () => {
  for (const spoil of [(text: string) => text.replace('{', '{ '), (text: string) => text.replace('{"seq":5', '{"seq":4,"seq":5'), (text: string) => text.slice(0, -1), () => 'null', () => '']) {
    expect((await found({ texts: log.texts.with(4, spoil(log.texts[4] ?? '')) }))[0]).toEqual(['line-malformed', 5]);
  }
});

test('an untouched log is whole: in any order of checkpoints, with copies of them, with the signatures of witnesses', async () => {
  expect(await shown({})).toEqual({ whole: true, lines: 12, checkpoints: 3, sealed: 12, findings: [] });
  const notes = log.checkpoints.split(/(?<=\n\n)(?!— )/);
  expect(notes.length).toBe(3);
  expect((await shown({ checkpoints: [...notes.toReversed(), ...notes].join('') })).whole).toBe(true);
  const witnessed = log.checkpoints.replaceAll(/(— .*\n)/g, '$1— auditor.example AAAAAAAA\n');
  expect(witnessed).not.toBe(log.checkpoints);
  expect((await shown({ checkpoints: witnessed })).whole).toBe(true);
});

test('lines after the last checkpoint are chained and not yet sealed', async () => {
  const late = chain([...log.lines.map(({ record }) => record), writeRecord(sampleEntry(13))]);
  expect(await shown({ texts: late.map(writeLine) })).toMatchObject({ whole: true, lines: 13, sealed: 12 });
});

test('whichever character of a sealed line is changed, it is found, and at that line or the next', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(11), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), async (at, place, other) => {
    const text = log.texts[at] ?? '';
    const spoilt = text.slice(0, place % text.length) + other + text.slice((place % text.length) + 1);
    fc.pre(spoilt !== text);
    const { whole, findings } = await shown({ texts: log.texts.with(at, spoilt) });
    expect(whole).toBe(false);
    // A line that is read under another seq is one too many there, or leaves its own place empty.
    const seq = parseLine(spoilt)?.seq ?? at + 1;
    expect([at + 1, seq]).toContain(findings[0]?.seq);
  }));
});

test('a key whose parts do not agree is no key', () => {
  const [name = '', id = '', base64 = ''] = log.publicKey.split('+');
  expect(parsePublicKey(log.publicKey)?.name).toBe(name);
  expect(parsePublicKey(`other+${id}+${base64}`)).toBeUndefined();
  expect(parsePublicKey(`${name}+00000000+${base64}`)).toBeUndefined();
});
