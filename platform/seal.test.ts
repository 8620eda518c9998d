import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { open, seal, sealBytes } from './seal.ts';

const key = randomBytes(32);

test('what was changed in any byte, sealed for another owner, under another key or by an unknown cipher does not open', () => {
  const sealed = seal(key, 'aigul', Buffer.from('who she is'));
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => open(key, 'aigul', changed), String(at)).toThrow();
  }
  expect(() => open(key, 'askar', sealed)).toThrow();
  expect(() => open(randomBytes(32), 'aigul', sealed)).toThrow();
  expect(() => open(key, 'aigul', sealed.subarray(0, -1))).toThrow();
  expect(() => open(key, 'aigul', Buffer.concat([Buffer.from([2]), sealed.subarray(1)]))).toThrow('does not know');
});

test('what is sealed opens again, names its cipher, and is another each time', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, owner) => {
    const sealed = seal(key, owner, Buffer.from(bytes));
    expect(open(key, owner, sealed)).toEqual(Buffer.from(bytes));
    expect([sealed[0], sealed.length]).toEqual([1, bytes.length + sealBytes]);
    expect(sealed.equals(seal(key, owner, Buffer.from(bytes)))).toBe(false);
  }));
});
