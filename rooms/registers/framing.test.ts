import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startFraming } from './framing.ts';
import type { Framed } from './framing.ts';
import { readRecords } from './naive/framing.ts';

type Line = { line: number; framing: string; fields: string[] };

/** Frames contents in pieces of the given size; the lines as the loader would split them. */
function frame(contents: Uint8Array | string, size = 7): { lines: Line[]; found: Readonly<Framed> } {
  const bytes = Buffer.from(contents);
  const framing = startFraming();
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(...framing.take(bytes.subarray(at, at + size)).map((piece) => piece.slice()));
  pieces.push(...framing.end());
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces));
  const lines = text.split('\n').slice(0, -1).map((line) => {
    const [number, code = '', ...fields] = line.split('\u001f');
    return { line: Number(number), framing: code, fields };
  });
  return { lines, found: framing.found };
}

function codes(contents: Uint8Array | string, size = 7): string[] {
  return frame(contents, size).lines.map(({ line, framing }) => `${line} ${framing}`);
}

test('a record with a wrong number of fields is columns, wherever the record ends', () => {
  expect(codes('a,b\n1\n1,2,3\n1,2\n1,2,3,4')).toEqual(['2 columns', '3 columns', '4 ', '5 columns']);
});

test('a quote inside an unquoted field and text after a closing quote are columns', () => {
  expect(codes('a,b\n1,x"y\n"1"2,3\n "1",2\n"1""",2\n"1"\r\n')).toEqual(['2 columns', '3 columns', '4 columns', '5 ', '6 columns']);
});

test('after text behind a closing quote the field goes on without quotes, up to a comma or line break', () => {
  expect(codes('a,b\n"x"y"z,1\n1,2\n')).toEqual(['2 columns', '3 ']);
});

test('a record with both faults is columns, one with a bad byte alone is encoding', () => {
  const bad = Buffer.from('a,b\n1,\xff\n1,2,\xff\n1,2\n', 'latin1');
  expect(codes(bad)).toEqual(['2 encoding', '3 columns', '4 ']);
});

test('overlong forms, surrogates and cut characters are not UTF-8', () => {
  for (const hex of ['c0af', 'e080af', 'eda080', 'f08080af', 'f4908080', 'e28c', 'd0', '80']) {
    const record = Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from(hex, 'hex'), Buffer.from('\n1,2\n')]);
    expect(codes(record), hex).toEqual(['2 encoding', '3 ']);
  }
});

test('a quote left open at the end is reported at the line on which its record begins', () => {
  expect(frame('a,b\n1,2\n1,"x\n1,2\n').found.openQuote).toBe(3);
  expect(frame('a,b\n1,"x"').found.openQuote).toBeUndefined();
});

test('every LF ends a line, also inside quotes, and a record has the line on which it begins', () => {
  expect(codes('a,b\n"1\n\n",2\n3,4\r\n"5\r\n",6\n7,8')).toEqual(['2 ', '5 ', '6 ', '8 ']);
});

test('an empty line is no record, with LF and with CRLF; a last record needs no line break', () => {
  const { lines, found } = frame('a,b\r\n\r\n1,2\r\n\n\n3,4');
  expect(lines.map(({ line, fields }) => [line, ...fields])).toEqual([[3, '1', '2'], [6, '3', '4']]);
  expect(found).toMatchObject({ records: 2, columns: 0, encoding: 0 });
});

test('a byte order mark of UTF-8 is no part of the header, and one of UTF-16 is noticed', () => {
  expect(frame('\ufeffa,"b"\n', 1).found.header).toEqual(['a', 'b']);
  expect(frame(Buffer.from('\ufeffa,b\n', 'utf16le')).found.utf16).toBe(true);
  expect(frame(Buffer.from([0xfe, 0xff])).found.utf16).toBe(true);
});

test('a header alone is a file of no records, and an empty first line is a header of one empty name', () => {
  expect(frame('a,b').found).toMatchObject({ header: ['a', 'b'], records: 0 });
  expect(frame('\na,b\n').found.header).toEqual(['']);
  expect(frame('').found.header).toBeUndefined();
  expect(frame('a,b"\n1,2\n').found.header).toEqual([]);
});

test('a control character becomes a mark and a visible sign, and no loader sees a line break in a field', () => {
  const { lines } = frame('a,b\n"x\ny",\u0000\n1\r2,\u0085\n\u007f,\u000e\u001f\n');
  expect(lines.map((line) => line.fields)).toEqual([
    ['x\u000e␊y', '\u000e␀'],
    ['1\u000e␍2', '\u000e␦'],
    ['\u000e␡', '\u000e␎\u000e␟'],
  ]);
});

test('a CR that no LF follows is a character of its field, also at the end of the file', () => {
  expect(frame('a,b\n1,2\r').lines[0]?.fields).toEqual(['1', '2\u000e␍']);
  expect(codes('a,b\n1,"2"\r')).toEqual(['2 columns']);
});

test('a field longer than any may be is cut where a character ends, and its record stays one short line', () => {
  for (const letter of ['x', 'Ә', '₸', '😀', '\u0000', '""']) {
    for (const lead of ['', 'y', 'yy', 'yyy']) {
      const quoted = `"${lead}${letter.repeat(9000)}"`;
      const { lines } = frame(`a,b\n${quoted},2\n3,4\n`, 997);
      expect(lines.map((line) => [line.line, line.fields[1]])).toEqual([[2, '2'], [3, '4']]);
      expect(Buffer.byteLength(lines[0]?.fields[0] ?? '')).toBe(4000);
    }
  }
});

test('a record of a million fields or of many megabytes neither grows nor stops the framing', () => {
  expect(codes(`a,b\n${','.repeat(1_000_000)}\n1,${'x'.repeat(5_000_000)}\n1,2\n`, 10_007)).toEqual(['2 columns', '3 ', '4 ']);
});

test('pieces of any size give what a slow reader of the whole finds', () => {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('a', 'b', ',', ',', '\n', '\n', '\r\n', '"', '""', 'ab,cd\n', '"x,y",z\n', '1,2\r\n') },
    { weight: 2, arbitrary: fc.constantFrom('\r', '\u0000', '\u001f', '\u007f', '\u0085', '«', 'Ә', '₸', '😀', '\u00a0') },
  ).map((text) => Buffer.from(text));
  const bad = fc.constantFrom('ff', 'c0', 'e282', 'eda080', 'd0', 'c2').map((hex) => Buffer.from(hex, 'hex'));
  const contents = fc.array(fc.oneof({ weight: 12, arbitrary: piece }, { weight: 1, arbitrary: bad }), { maxLength: 60 })
    .map((pieces) => Buffer.concat([Buffer.from('h,k\n'), ...pieces]));
  fc.assert(fc.property(contents, fc.integer({ min: 1, max: 80 }), (bytes, size) => {
    const { lines, found } = frame(bytes, size);
    const slow = readRecords(bytes.subarray(4), 2, 2);
    expect(found.openQuote).toBe(slow.openQuote);
    const shown = (field: string): string => field.replace(/\p{Cc}/gu, (sign) => `\u000e${visible(sign.charCodeAt(0))}`);
    expect(lines).toEqual(slow.records.map(({ line, framing, fields }) => ({ line, framing, fields: fields.map(shown) })));
    expect(found).toMatchObject({
      records: slow.records.length,
      columns: slow.records.filter((record) => record.framing === 'columns').length,
      encoding: slow.records.filter((record) => record.framing === 'encoding').length,
    });
  }), { numRuns: 1000 });
});

function visible(code: number): string {
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '␦';
}
