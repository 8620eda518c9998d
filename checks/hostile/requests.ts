import type { Permission } from '#kernel/actor.ts';
import { dice, edgeValue, hostileTexts, hostileValue, knownAt, marker, pick, validValue, type Dice, type Known, type Schema, type Values } from './values.ts';

/** One operation of the API document. */
export type Operation = {
  readonly method: string; readonly path: string; readonly may: Permission;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }[];
  readonly body: Schema | undefined; readonly upload: boolean;
};

type Described = { 'x-permission': Permission; parameters?: Operation['parameters']; requestBody?: { content: Record<string, { schema: Schema }> } };

/** Every operation of the served document. */
export function operationsOf(document: { paths: Record<string, Record<string, Described>> }): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { parameters = [], requestBody, 'x-permission': may }]) => ({
    method: method.toUpperCase(), path, may, parameters,
    body: requestBody?.content['application/json']?.schema, upload: requestBody?.content['multipart/form-data'] !== undefined,
  })));
}

export type HostileRequest = { readonly method: string; readonly url: string; readonly headers: Record<string, string>; readonly payload?: string };

/** Any value as it can stand in an address; a lone surrogate cannot. */
function written(value: unknown): string {
  return encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value) ?? '').toWellFormed());
}

/**
 * How a request is meant: as its document has it, by somebody who may; the same with one thing in it that nobody means; or
 * anything by anybody. The first two reach what lies behind the checks of shapes and permissions.
 */
type Temper = 'right' | 'but-for-one' | 'any';
const tempers: readonly Temper[] = ['right', 'but-for-one', 'any', 'any', 'any'];

/** Makes the values of one request, and says of everything else in it whether it is to be odd. */
type Maker = { value(schema: Schema, name: string): unknown; odd(one: number): boolean };

function makerOf(roll: Dice, temper: Temper, known: Values): Maker {
  let spoilt = temper === 'right';
  return {
    odd: (one) => temper === 'any' && roll(one) === 0,
    value(schema, name) {
      if (temper === 'any') {
        const kind = roll(10);
        return kind < 6 ? validValue(roll, schema, name, known) : kind < 8 ? edgeValue(roll, schema) : hostileValue(roll);
      }
      if (spoilt || roll(3) > 0) return validValue(roll, schema, name, known);
      spoilt = true;
      return roll(2) === 0 ? edgeValue(roll, schema) : hostileValue(roll);
    },
  };
}

const oddTypes = [
  'application/json\t;', 'application/json ;', 'application/json;', 'APPLICATION/JSON', 'application/json; charset=utf-7', 'text/plain', 'application/x-www-form-urlencoded',
  `application/${marker}`, 'application/json, text/plain', 'multipart/form-data', `multipart/form-data; boundary=${marker}`, '*/*', '', 'application/merge-patch+json', 'application/vnd.api+json',
];

const oddHeaders: readonly Record<string, string>[] = [
  { 'x-http-method-override': 'DELETE' }, { 'x-original-url': `/${marker}` }, { 'x-rewrite-url': '/api/state' }, { 'x-forwarded-host': `${marker}.example` }, { 'x-forwarded-for': `${marker}, 127.0.0.1` },
  { 'x-forwarded-proto': marker }, { origin: 'null' }, { origin: `https://${marker}.example` }, { referer: `https://${marker}.example/` }, { 'accept-language': `${marker};q=9` }, { accept: `text/${marker}` },
  { 'accept-encoding': marker }, { 'if-none-match': `"${marker}", *` }, { 'if-modified-since': marker }, { range: 'bytes=0-0,5-,-1' }, { range: `${marker}=1` }, { 'user-agent': `${marker}${'a'.repeat(5000)}` },
  { cookie: `__Host-jumys=${marker}` }, { cookie: `__Host-jumys-look={"role":"${marker}"}` }, { cookie: '__Host-jumys-look=j%3A%7B%22__proto__%22%3A1%7D' }, { cookie: `${'a=b; '.repeat(500)}${marker}` }, { authorization: `Bearer ${marker}` },
  { authorization: `Basic ${marker}` }, { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.' }, { expect: '100-continue' }, { 'content-encoding': 'gzip' }, { 'content-length': '0' }, { te: marker }, { 'sec-fetch-site': 'cross-site' },
  { 'x-request-id': marker }, { traceparent: marker }, { 'last-event-id': marker }, { 'idempotency-key': marker }, { upgrade: 'websocket', connection: 'upgrade' }, { 'max-forwards': '0' }, { via: marker },
];

const brokenBodies: readonly string[] = [
  '', '{', '[]', 'null', '"a"', '1', '{"a":1,"a":2}', '{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', '{"a":NaN}', `{"${marker}":1}`, `{"a":"\\ud800${marker}"}`, '\ufeff{}',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`, `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`, `{"a":"${'x'.repeat(70_000)}"}`, `{"a":1e999}`, '{"a":123456789012345678901234567890}', `<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///${marker}">`, `a=${marker}&b=1`, '\u0000',
];

/** The request of a number: the same for the same seed and number. `meant` asks for somebody who may. */
export function hostileRequest(seed: number, at: number, operations: readonly Operation[], known: Known): { request: HostileRequest; operation: Operation; who: number; meant: boolean } {
  const roll = dice(Math.imul(seed, 2_654_435_761) ^ at);
  const operation = pick(roll, operations);
  const temper = pick(roll, tempers);
  const maker = makerOf(roll, temper, knownAt(known, operation.path));
  const headers: Record<string, string> = {};
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = operation.parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
    const value = written(maker.value(schema, name));
    return maker.odd(60) ? pick(roll, ['%zz', '%', '%ff', '%c0%ae', '..', '%2e%2e', '.', `;${marker}`, '%00', `//${marker}`]) : value;
  });
  const payload = payloadOf(roll, operation, maker, knownAt(known, operation.path), headers);
  if (maker.odd(5)) Object.assign(headers, pick(roll, oddHeaders));
  const method = maker.odd(25) ? pick(roll, ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) : operation.method;
  const prefix = maker.odd(100) ? pick(roll, ['/', '/.', '/..;', '/%2e%2e', `/${marker}/..`, '/api']) : '';
  return { request: { method, url: `${prefix}${path}${queryOf(roll, operation, maker)}`, headers, ...(payload === undefined ? {} : { payload }) }, operation, who: roll(1000), meant: temper !== 'any' };
}

function queryOf(roll: Dice, { parameters }: Operation, maker: Maker): string {
  const pieces = parameters.filter((one) => one.in === 'query' && (one.required === true ? !maker.odd(12) : roll(3) === 0))
    .map(({ name, schema }) => `${name}=${written(maker.value(schema, name))}`);
  if (maker.odd(12)) {
    const name = pieces.length > 0 ? pieces[0]!.split('=')[0]! : 'id';
    pieces.push(pick(roll, [`${name}=${marker}`, `${name}[]=${marker}`, `${name}[gt]=1`, `__proto__=${marker}`, `${marker}=1`, written(pick(roll, hostileTexts)), `role=administrator`, `fields=${marker}`, `filter=${marker}`, '=', '&&', '%zz', `${name}%00=1`]));
  }
  return pieces.length === 0 ? '' : `?${pieces.join('&')}`;
}

function payloadOf(roll: Dice, { body, upload, method, path }: Operation, maker: Maker, known: Values, headers: Record<string, string>): string | undefined {
  if (upload) return uploadOf(roll, path, maker, known, headers);
  if (body === undefined && (method === 'GET' || !maker.odd(8))) return undefined;
  headers['content-type'] = maker.odd(12) ? pick(roll, oddTypes) : 'application/json';
  if (body === undefined || maker.odd(10)) return pick(roll, brokenBodies);
  const others = body.anyOf ?? body.oneOf;
  const { properties = {}, required = [] } = others === undefined ? body : pick(roll, others);
  const fields = Object.entries(properties).filter(([name]) => (required.includes(name) ? !maker.odd(12) : roll(2) === 0)).map(([name, schema]) => [name, maker.value(schema, name)] as const);
  const more = maker.odd(12) ? [[pick(roll, ['role', 'region', 'status', 'verified', 'amount', 'createdBy', 'id', 'own', marker]), hostileValue(roll)] as const] : [];
  return JSON.stringify(Object.fromEntries([...fields, ...more]));
}

function uploadOf(roll: Dice, path: string, maker: Maker, known: Values, headers: Record<string, string>): string {
  const boundary = maker.odd(2) ? pick(roll, [marker, `${'b'.repeat(70)}`]) : 'b';
  headers['content-type'] = maker.odd(8) ? pick(roll, oddTypes) : `multipart/form-data; boundary=${boundary}`;
  const names = ['a.parquet', `../../${marker}.csv`, `${marker}'.csv`, '*.csv', `s3://${marker}.csv`, `${'a'.repeat(300)}.csv`, '.csv', '', `\u202e${marker}.csv`, 'a.exe'];
  const name = maker.odd(2) ? pick(roll, names) : 'a.csv';
  const content = maker.odd(2) ? pick(roll, ['', marker, '\u0000', `iin,${marker}\n`]) : 'a,b\n1,2\n';
  const field = (of: string, value: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${of}"\r\n\r\n${value}\r\n`;
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`;
  // The file of an order stands alone in its form, a register file says of which register it is.
  const named = path === '/api/imports' ? !maker.odd(6) : maker.odd(2);
  const parts = [
    ...(named ? [field('register', String(maker.odd(3) ? pick(roll, hostileTexts) : pick(roll, known['register'] ?? ['reports'])))] : []),
    ...(maker.odd(3) ? [field('asOf', pick(roll, hostileTexts))] : []), ...(maker.odd(8) ? [field('__proto__', marker)] : []),
    ...(maker.odd(8) ? [] : [file]), ...(maker.odd(10) ? [file] : []),
  ];
  return `${parts.join('')}${maker.odd(10) ? '' : `--${boundary}--\r\n`}`;
}
