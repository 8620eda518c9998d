import { expect, test } from 'vitest';
import type { Endpoint } from '#kernel/contract.ts';
import { readText, rowsOf } from './markdown.ts';
import { listSources } from './sources.ts';

type Named = { readonly name: string; readonly room: string; readonly endpoint: Endpoint };

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value;
}

const sources = listSources();
const contracts = sources.filter(({ path, imports }) => /^rooms\/\w+\/([\w-]+-)?contract\.ts$/.test(path) && imports.some(({ target }) => target === 'kernel/contract.ts'));
const endpoints: Named[] = (await Promise.all(contracts.map(async ({ path }) => {
  const exported = (await import(/* @vite-ignore */ new URL(`../${path}`, import.meta.url).href)) as Record<string, unknown>;
  return Object.entries(exported).flatMap(([name, value]) => (isEndpoint(value) ? [{ name, room: path.split('/')[1] ?? '', endpoint: value }] : []));
}))).flat();

test('docs/api.md lists every endpoint of the contracts with who may call it, and no other', () => {
  expect(endpoints.length).toBeGreaterThan(25);
  const listed = rowsOf(readText('docs/api.md')).filter(([method]) => method !== 'method').map(([method, path, who]) => `${method} ${path?.replaceAll('`', '')} ${who}`);
  expect(listed.toSorted()).toEqual(endpoints.map(({ endpoint: { method, path, may } }) => `${method} ${path} ${may}`).toSorted());
});

test('every endpoint of a contract has an answer in the routes of its room', () => {
  const unanswered = endpoints.filter(({ name, room }) => {
    const routes = sources.filter(({ path }) => new RegExp(`^rooms/${room}/([\\w-]+-)?routes\\.ts$`).test(path)).map(({ text }) => text).join('\n');
    return !new RegExp(`\\broute\\(\\s*(?:contract\\.)?${name}\\b`).test(routes);
  });
  expect(unanswered.map(({ name, room }) => `${room}: ${name}`)).toEqual([]);
});

test('no two endpoints share an address, and each says in a sentence what it is for', () => {
  const addresses = endpoints.map(({ endpoint: { method, path } }) => `${method} ${path.replace(/:\w+/g, ':')}`);
  expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([]);
  expect(endpoints.filter(({ endpoint: { summary } }) => !/^[A-Z].*\.$/.test(summary)).map(({ name }) => name)).toEqual([]);
});

test('an address names a place, a project, a pledge or our own number of a person, never anybody by identifier', () => {
  const parameters = endpoints.flatMap(({ endpoint: { path } }) => path.match(/:\w+/g) ?? []);
  expect([...new Set(parameters)].toSorted()).toEqual([
    ':accountId', ':alarmId', ':decisionId', ':draftId', ':fileId', ':findingId', ':format', ':grantId', ':importId', ':month', ':number', ':objectionId', ':orderId', ':pledgeId', ':product', ':projectId', ':sessionId', ':taskId', ':tokenId',
  ]);
});
