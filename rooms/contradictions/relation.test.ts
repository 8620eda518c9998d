import { expect, test } from 'vitest';
import { readRelations } from './relation.ts';

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const figuresHeader = 'id,text,population,period,place,source\n';
const relationsHeader = 'id,kind,result,operands\n';
const read = (figures: string, relations: string) => readRelations(file('figures.csv', figuresHeader + figures), file('relations.csv', relationsHeader + relations));
const three = 'a,1,,,,\nb,2,,,,\nc,3,,,,\n';

test.each([
  ['a,,young people,,,\n', '', 'figures.csv, line 2, column text: is empty'],
  ['a,1,,,,\na,2,,,,\n', '', 'figures.csv, line 3, column id: "a" stands above already'],
  [',1,,,,\n', '', 'figures.csv, line 2, column id: is empty'],
  ['a+b,1,,,,\n', '', 'figures.csv, line 2, column id: holds a +'],
  ['a,4,8 пайыз,,,,\n', '', 'figures.csv, line 2: 7 fields instead of 6; a field with a comma in it stands in quotes'],
  ['a,"1,,,,\n', '', 'figures.csv, line 2: a quote out of place'],
  [three, 'r,shar,c,a+b\n', 'relations.csv, line 2, column kind: "shar" is none of sum, part, share, same, ratio, difference'],
  [three, '\n\nr,sum,c,a+z\n', 'relations.csv, line 4, column operands: no figure is called "z"'],
  [three, 'r,sum,z,a+b\n', 'relations.csv, line 2, column result: no figure is called "z"'],
  [three, 'r,share,c,a\n', 'relations.csv, line 2, column operands: share takes 2'],
  [three, 'r,sum,c,a\n', 'relations.csv, line 2, column operands: sum takes 2 or more'],
  [three, 'r,same,c,\n', 'relations.csv, line 2, column operands: same takes 1 or more'],
  [three, 'r,sum,c,a++b\n', 'relations.csv, line 2, column operands: an operand without a name'],
  [three, 'r,sum,c,a+a\n', 'relations.csv, line 2, column operands: a figure is named twice'],
  [three, 'r,same,a,a\n', 'relations.csv, line 2, column operands: a figure is named twice'],
  [three, 'r,same,a,b\nr,same,a,c\n', 'relations.csv, line 3, column id: "r" stands above already'],
])('a broken line refuses both files, and is named: %s %s', (figures, relations, told) => {
  expect(() => read(figures, relations)).toThrow(told);
});

test('every broken line is told at once, and a broken figure once', () => {
  let told = '';
  try {
    read('a,,x,,,\nb,,y,,,\nc,3,,,,\n', 'r,sum,c,a+b\ns,sum,c,a+z\n');
  } catch (error) {
    told = error instanceof Error ? error.message : '';
  }
  expect(told.split('\n').map((line) => line.split(': ')[0])).toEqual(['figures.csv, line 2, column text', 'figures.csv, line 3, column text', 'relations.csv, line 3, column operands']);
});

test('a figure that is not read breaks no file: what it is in is not compared, and why is told', () => {
  const [relation] = read(`${three}d,many,,,,\n`, 'r,sum,d,a+b\n');
  expect(relation?.result).toMatchObject({ id: 'd', unread: 'there is no number in digits', values: { low: null, high: null } });
});

test('another header and another encoding are refused', () => {
  expect(() => readRelations(file('f', 'id,text\n'), file('r', relationsHeader))).toThrow('f, line 1: the header must be id,text,population,period,place,source');
  expect(() => readRelations(file('f', figuresHeader), file('r', ''))).toThrow('r, line 1: the header must be');
  expect(() => readRelations({ name: 'f', bytes: Uint8Array.of(0xff, 0xfe) }, file('r', relationsHeader))).toThrow('f, line 1: the file is not UTF-8');
});

test('a header is told what it lacks, and figures that a broken file has lost are not missed again', () => {
  const refusal = (figures: string, relations: string): string => {
    try {
      readRelations(file('f', figures), file('r', relations));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  const same = `${relationsHeader}r,Same,a,b\n`;
  expect(refusal('id,text,population,period,place\na,1,,,\n', same)).toBe('f, line 1, column source: the header must be id,text,population,period,place,source; there is no source');
  expect(refusal('id;text;population;period;place;source\na;"4,8 %";;;;\n', same)).toBe('f, line 1: the header must be id,text,population,period,place,source; its fields are parted by semicolons');
  expect(refusal(`${figuresHeader}a,"4,8,,,,\n`, same)).toMatch(/^f, line 2: a quote out of place[^\n]*$/);
});

test('byte order mark, CRLF, quotes, blank lines and a last line without an end are read', () => {
  const relations = readRelations(
    file('f', `\uFEFF${figuresHeader.trim()}\r\n a , "4,8 пайыз" ,"the ""young""",2018,,\r\n\r\nb,5 %,,,,`),
    file('r', `${relationsHeader}r,Same,a, b `),
  );
  expect(relations).toMatchObject([{ id: 'r', kind: 'same', result: { id: 'a', text: '4,8 пайыз', population: 'the "young"' }, operands: [{ id: 'b' }] }]);
});
