import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Server } from 'node:http';
import { Refusal } from '#kernel/refusal.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

type Files = NonNullable<Config['tls']>;
type Pair = { readonly cert: string; readonly key: string };

/** What a server that speaks TLS is made with: 1.2 and 1.3, keys agreed anew for each connection, and ciphers that also vouch for what they hide. */
export type TlsOptions = Pair & typeof strength;

const strength = {
  minVersion: 'TLSv1.2' as const, honorCipherOrder: true, ALPNProtocols: ['http/1.1'], handshakeTimeout: 10_000,
  ciphers: [
    'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
};

/** Reads certificate (its chain after it) and key, PEM. Refuses `tls-unusable` when one cannot be read, is out of date, or they do not belong together; nothing of them is repeated. */
export async function readTls(files: Files): Promise<TlsOptions> {
  const [cert, key] = await Promise.all([files.cert, files.key].map((file) => readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unusable(`${file === files.cert ? 'JUMYS_TLS_CERT' : 'JUMYS_TLS_KEY'} cannot be read (${error.code})`);
  }))) as [string, string];
  mustFit({ cert, key });
  return { ...strength, cert, key };
}

function mustFit({ cert, key }: Pair): void {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
  } catch {
    throw unusable('JUMYS_TLS_CERT is no certificate in PEM');
  }
  let fits = false;
  try {
    fits = certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    throw unusable('JUMYS_TLS_KEY is no private key in PEM, without a passphrase');
  }
  if (!fits) throw unusable('JUMYS_TLS_KEY is not the key of the certificate in JUMYS_TLS_CERT');
  if (Date.parse(certificate.validTo) < Date.now()) throw unusable(`the certificate in JUMYS_TLS_CERT was valid until ${certificate.validTo}`);
}

function unusable(why: string): Refusal {
  return new Refusal('tls-unusable', 400, { why }, why);
}

/**
 * Takes a new certificate and key into use whenever a file has changed, looked at every `period` milliseconds, and when the process gets
 * SIGHUP: for new connections, those that stand go on. A pair that does not fit, as while one file is written, is told to the log and the old
 * one kept. Returns how to stop.
 */
export function watchTls(server: Server & { setSecureContext?(options: TlsOptions): void }, files: Files, { log, period = 10_000 }: { log: Pick<Log, 'error' | 'info'>; period?: number }): () => void {
  const seen = async (): Promise<string> => (await Promise.all([files.cert, files.key].map((file) => stat(file).then(({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`, () => '')))).join();
  let last = seen();
  const take = async (): Promise<void> => {
    try {
      server.setSecureContext?.(await readTls(files));
      log.info({}, 'the certificate was read anew');
    } catch (error) {
      log.error({ err: error }, 'the new certificate cannot be used; the one before stays');
    }
  };
  const look = async (): Promise<void> => {
    const [before, now] = [await last, await seen()];
    if (before === now) return;
    last = Promise.resolve(now);
    await take();
  };
  const hangUp = (): void => void take();
  const timer = setInterval(() => void look(), period);
  timer.unref();
  process.on('SIGHUP', hangUp);
  return () => {
    clearInterval(timer);
    process.off('SIGHUP', hangUp);
  };
}
