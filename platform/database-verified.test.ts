import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';

const outcome = (databaseUrl: string): Promise<string> =>
  openDatabase({ dataFolder: '/nowhere', databaseUrl }).then(() => 'opened', (error: { code?: string; message: string }) => {
    expect(error.message).not.toMatch(/secret|198\.51/);
    return error.code ?? error.message;
  });

// 198.51.100.0/24 leads nowhere, and nothing is asked of it: the refusal comes before any connection.
test('a server beyond this machine is refused unless its certificate is verified, however the address says it', async () => {
  for (const url of [
    'postgresql://who:secret@198.51.100.7/jumys', 'postgresql://db.gov.kz/jumys', 'postgresql://db.gov.kz/jumys?sslmode=require', 'postgresql://db.gov.kz/jumys?sslmode=prefer',
    'postgresql://db.gov.kz/jumys?sslmode=no-verify', 'postgresql://db.gov.kz/jumys?sslmode=disable', 'postgresql://db.gov.kz/jumys?ssl=true',
    'postgresql://db.gov.kz/jumys?uselibpqcompat=true&sslmode=require', 'postgresql://db.gov.kz/jumys?sslmode=verify-full&sslmode=disable',
    'postgresql://localhost/jumys?host=db.gov.kz', 'postgresql://127.0.0.1.gov.kz/jumys', 'postgresql://%31%39%38.51.100.7/jumys',
  ]) expect(await outcome(url), url).toBe('database-in-clear');
});

test('a certificate of the authority that is not there is refused without its address', async () => {
  expect(await outcome('postgresql://who:secret@198.51.100.7/jumys?sslmode=verify-full&sslrootcert=/nowhere/ca.pem')).toBe('database-unreachable');
});

test('this machine, by loopback or by socket, needs no certificate, and what asks for verification is let pass', async () => {
  for (const url of ['postgresql://127.0.0.1:1/none', 'postgresql://localhost:1/none', 'postgresql://[::1]:1/none', 'postgresql:///none?host=/nowhere', 'postgresql://%2Fnowhere/none']) {
    expect(await outcome(url), url).toBe('database-unreachable');
  }
  // A name that nobody has (RFC 6761): it was looked for, so it was let pass.
  expect(await outcome('postgresql://none.invalid/none?sslmode=verify-full')).toBe('database-unreachable');
});
