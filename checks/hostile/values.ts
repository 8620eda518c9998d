import { monthShape } from '#kernel/month.ts';

/** A stream of whole numbers below a bound, the same for the same seed. */
export type Dice = (below: number) => number;

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function pick<One>(roll: Dice, ones: readonly One[]): One {
  return ones[roll(ones.length)]!;
}

/** Stands in whatever a hostile request brings; no reply may hold it. */
export const marker = 'zqxkjvw';

/** Texts that have broken one program or another. */
export const hostileTexts: readonly string[] = [
  `' or 1=1; -- ${marker}`, `${marker}"; drop table accounts.account; --`, `1 union select ${marker} from pg_catalog.pg_user`, `${marker}') or pg_sleep(0)--`, `\\'; select ${marker}`,
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', `__proto__[${marker}]`, `constructor.prototype.${marker}`,
  `<script>${marker}</script>`, `"><img src=x onerror=${marker}>`, `javascript:${marker}`, `{{7*7}}${marker}`, `\${jndi:ldap://${marker}}`,
  `\u0000${marker}`, `${marker}\u0000`, `${marker}\r\nx-injected: ${marker}`, `${marker}\r\n\r\n<html>`, `\u2028${marker}`, `\u202e${marker}`, `\u200b${marker}`, `${marker}\u001b[31m`, `\ufeff${marker}`, `\ufffe${marker}`,
  `../../../etc/passwd`, `..%2f..%2f${marker}`, `..\\${marker}`, `%2e%2e%2f${marker}`, `file:///${marker}`, `http://169.254.169.254/${marker}`, `http://[::1]/${marker}`, `s3://${marker}`, `*.${marker}`,
  `=cmd|' /c ${marker}'!A1`, `+${marker}`, `-${marker}`, `@${marker}`, `\t${marker}`, `＝${marker}`,
  '%', '_', '\\', '%%%', '\\\\', "'", '"', '`', ';', '|', '&', '$', '(', ')', '*', '?', '[', ']', '{', '}', '', ' ', '\t', '\n',
  '-1', '0', '-0', '1e9', '1e309', 'NaN', 'Infinity', '0x10', '１２３', '٣', '1.5', '1,5', '9'.repeat(30), '-9223372036854775809', '2147483648', '9007199254740993', '00000000000000001',
  'null', 'undefined', 'true', '[object Object]', '2025-13', '0000-00', '9999-12', '2025-06-31', '2025-06-01T00:00:00Z', '-2025-06', '000000000', '999999999', '75000000', '7500000000', 'Z', 'AA', 'а',
  `é${marker}`, `e\u0301${marker}`, `Ә${marker}`, `😀${marker}`, 'İ', 'ß', 'ﬀ', `${'a'.repeat(500)}${marker}`, `${'ә'.repeat(10_000)}${marker}`, `${'a?'.repeat(2000)}${marker}`, `${'(a+)+'.repeat(200)}${marker}`,
];

const textlessValues: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[]], [null], [marker], { [marker]: marker }, { length: 1e9 }, { toString: marker }, { valueOf: 1 }, { $gt: '' }, JSON.parse('{"then":1}'), { toJSON: marker },
];

/** A value of any type that no contract means. */
export function hostileValue(roll: Dice): unknown {
  return roll(3) === 0 ? pick(roll, textlessValues) : pick(roll, hostileTexts);
}

/** What the API document says of a value. */
export type Schema = {
  readonly type?: string; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly pattern?: string; readonly format?: string;
  readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[]; readonly allOf?: readonly Schema[];
  readonly minimum?: number; readonly maximum?: number; readonly minLength?: number; readonly maxLength?: number; readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly items?: Schema; readonly default?: unknown;
};

/** Values that are known to exist, by the name of their field. */
export type Values = Readonly<Record<string, readonly unknown[]>>;

/** The same for every path, and for some paths others instead. */
export type Known = { readonly everywhere: Values; readonly at: Readonly<Record<string, Values>> };

/** What is known for a path of the document. */
export function knownAt({ everywhere, at }: Known, path: string): Values {
  return { ...everywhere, ...at[path] };
}

/** A value as the document asks for it: one that is known, or one of the right shape. */
export function validValue(roll: Dice, schema: Schema, name: string, known: Values): unknown {
  const held = known[name]?.filter((one) => schema.enum === undefined || schema.enum.includes(one));
  if (held !== undefined && held.length > 0 && roll(10) > 0) return pick(roll, held);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(roll, schema.enum);
  const others = schema.anyOf ?? schema.oneOf;
  if (others !== undefined) return validValue(roll, pick(roll, others), name, known);
  switch (schema.type) {
    case 'object': return validObject(roll, schema, known);
    case 'array': return Array.from({ length: Math.max(schema.minItems ?? 0, roll(4)) }, () => validValue(roll, schema.items ?? {}, name, known));
    case 'integer':
    case 'number': return Math.max(schema.minimum ?? 0, 0) + roll(Math.max(1, Math.min(60, (schema.maximum ?? 60) - Math.max(schema.minimum ?? 0, 0) + 1)));
    case 'boolean': return roll(2) === 0;
    case 'null': return null;
    default: return validText(roll, schema);
  }
}

function validText(roll: Dice, { pattern, format, minLength = 0, maxLength = 40 }: Schema): string {
  const digits = (length: number) => Array.from({ length }, () => roll(10)).join('');
  if (pattern === '^\\d{9}$') return digits(9);
  if (pattern === '^\\d{12}$') return digits(12);
  if (pattern === monthShape.source) return `202${roll(7)}-${String(1 + roll(12)).padStart(2, '0')}`;
  if (pattern === '^[A-U]$') return String.fromCharCode(65 + roll(21));
  if (format === 'date') return `2025-0${1 + roll(9)}-1${roll(10)}`;
  const length = minLength + roll(Math.max(1, Math.min(maxLength, 40) - minLength + 1));
  return Array.from({ length: Math.max(length, 1) }, () => 'abcdefghij'[roll(10)]).join('');
}

function validObject(roll: Dice, { properties = {}, required = [] }: Schema, known: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => required.includes(name) || roll(2) === 0).map(([name, one]) => [name, validValue(roll, one, name, known)]));
}

/** A value at the bounds of the document, on either side. */
export function edgeValue(roll: Dice, { type, minimum = 0, maximum = 2 ** 31, minLength = 0, maxLength = 200, items, anyOf, oneOf }: Schema): unknown {
  const others = anyOf ?? oneOf;
  if (others !== undefined) return edgeValue(roll, pick(roll, others));
  if (type === 'integer' || type === 'number') return pick(roll, [minimum, minimum - 1, minimum + 1, maximum, maximum - 1, maximum + 1, -maximum]);
  if (type === 'array') return Array.from({ length: pick(roll, [0, 1, 20, 21, 500]) }, () => edgeValue(roll, items ?? {}));
  if (type === 'boolean') return pick(roll, [true, false, 'true', 1]);
  return 'x'.repeat(Math.max(0, Math.min(70_000, pick(roll, [minLength - 1, minLength, minLength + 1, maxLength - 1, maxLength, maxLength + 1]))));
}
