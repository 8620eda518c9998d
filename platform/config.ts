import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';

/** What the operator may set; every value comes from the environment and has a default that works on one machine. */
export type Config = {
  /** Absolute path of the folder that holds the embedded database and the Parquet files. */
  dataFolder: string;
  /** Address of a PostgreSQL server; undefined selects the embedded database. */
  databaseUrl: string | undefined;
  /** Address of the same server for the role that owns the tables and alone migrates; undefined: `databaseUrl` does both. */
  migrateUrl: string | undefined;
  port: number;
  /** Host that the server listens on; 127.0.0.1 unless set. */
  listen: string;
  /** The https address under which a proxy offers the server; undefined: this machine's own names only. */
  address: string | undefined;
  /** Files of the certificate and its key with which the server itself speaks TLS; undefined: plain HTTP, on this machine only. */
  tls: { cert: string; key: string } | undefined;
  /** Addresses of proxies whose X-Forwarded-For is believed; undefined: nobody's. */
  proxies: readonly string[] | undefined;
  /** False starts empty instead of with the made-up country. */
  demo: boolean;
  demoPeople: number;
  /** File of the vault's key; never inside the data folder. */
  keyFile: string;
  /** Commands, each a program and its arguments, that print a key in place of its file; undefined: the file. */
  keyCommands: KeyCommands;
  /** Days for which the draft of a month can be contested at least (docs/closing.md). */
  objectionDays: number;
  /** How many days each kind of old row is kept (docs/keeping.md). */
  keep: Ages;
  /** Folder for the audit's checkpoints, outside of the database; undefined: the key's file with `.checkpoints` at its end. */
  checkpointsFolder: string | undefined;
  /** An OpenID provider by which people may sign in; undefined: none. */
  oidc: {
    issuer: string; client: string;
    /** A file that holds the client's secret; undefined for a client without one. */
    secretFile: string | undefined;
    /** Of the provider, on the button. */
    name: string;
    /** What the provider says in `acr` or `amr` when two factors were shown. */
    secondFactor: readonly string[];
  } | undefined;
  /** How national e-signatures are judged; undefined: nobody signs in by one. */
  signatures: {
    /** Folder of certificates of authorities, and folder of their revocation lists; undefined: RSA is not judged here. */
    roots: string | undefined; crls: string | undefined;
    /** Address of a NCANode that judges the national algorithms. */
    ncanode: string | undefined;
  } | undefined;
  /** Sorted SHA-1 hashes of passwords known from breaches; undefined: none but the list that comes with the program. */
  breachedFile: string | undefined;
  /** The SMTP server that takes mails, and whom they are from; undefined: none are sent. */
  mail: { smtp: string; from: string } | undefined;
  /** TopoJSON or GeoJSON with real boundaries, when the operator has one. */
  boundariesFile: string | undefined;
  /** Bytes that one compressed register file may unpack to. */
  maxUnpackedBytes: number;
  /** Memory that DuckDB may use, in DuckDB's words ("2GB"). */
  memoryLimit: string;
};

/** A program by its absolute path and its arguments; undefined: none is set. */
export type Command = readonly string[] | undefined;
export type KeyCommands = { readonly vault: Command; readonly audit: Command; readonly releases: Command };

/** Where keys are: files named after the vault's, or what a command prints in place of one. */
export type KeyConfig = Pick<Config, 'keyFile'> & { readonly keyCommands?: KeyCommands };

/** What is deleted by age: the setting, the days without it, and the fewest and the most that may be set (docs/keeping.md). */
export const ages = {
  sessions: ['JUMYS_KEEP_SESSIONS', 30, 7, 400],
  links: ['JUMYS_KEEP_LINKS', 30, 7, 400],
  notices: ['JUMYS_KEEP_NOTICES', 365, 30, 3653],
  readings: ['JUMYS_KEEP_READINGS', 1827, 1096, 3653],
  alarms: ['JUMYS_KEEP_ALARMS', 1827, 1096, 3653],
  revisions: ['JUMYS_KEEP_REVISIONS', 1827, 366, 3653],
} as const;
export type Ages = Readonly<Record<keyof typeof ages, number>>;

/** Nor can a draft be contested for longer. */
export const mostObjectionDays = 92;

/** Reads the settings. Refuses `wrong-setting` by the setting's name; the value itself is not repeated, it may be a secret. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const dataFolder = resolve(env['JUMYS_DATA'] || './data');
  const keyFile = resolve(env['JUMYS_KEY'] || join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'jumys', 'key'));
  if (keyFile.startsWith(`${dataFolder}/`)) throw wrong('JUMYS_KEY', 'the key must lie outside the data folder');
  return {
    dataFolder,
    databaseUrl: readDatabaseUrl(env),
    migrateUrl: readMigrateUrl(env),
    port: readWhole(env, 'PORT', 3000, 0, 65_535),
    ...readSite(env),
    demo: readSwitch(env, 'JUMYS_DEMO', true),
    demoPeople: readWhole(env, 'JUMYS_DEMO_PEOPLE', 200_000, 1_000, 20_000_000),
    keyFile,
    keyCommands: { vault: readCommand(env, 'JUMYS_KEY_COMMAND'), audit: readCommand(env, 'JUMYS_AUDIT_KEY_COMMAND'), releases: readCommand(env, 'JUMYS_RELEASE_KEY_COMMAND') },
    objectionDays: readWhole(env, 'JUMYS_OBJECTION_DAYS', 14, 1, mostObjectionDays),
    keep: readAges(env),
    checkpointsFolder: env['JUMYS_CHECKPOINTS'] ? resolve(env['JUMYS_CHECKPOINTS']) : undefined,
    oidc: readOidc(env),
    signatures: readSignatures(env),
    breachedFile: env['JUMYS_BREACHED'] ? resolve(env['JUMYS_BREACHED']) : undefined,
    mail: readMail(env),
    boundariesFile: env['JUMYS_BOUNDARIES'] ? resolve(env['JUMYS_BOUNDARIES']) : undefined,
    maxUnpackedBytes: readWhole(env, 'JUMYS_MAX_UNPACKED', 16 * 2 ** 30, 1, Number.MAX_SAFE_INTEGER),
    memoryLimit: readMemory(env),
  };
}

function wrong(setting: string, why: string): Refusal {
  return new Refusal('wrong-setting', 400, { setting, why }, `${setting}: ${why}`);
}

/** A PostgreSQL setting that we would not read must not end in a silent start on an empty embedded database. */
function readDatabaseUrl(env: NodeJS.ProcessEnv): string | undefined {
  const url = env['DATABASE_URL'];
  if (url) {
    if (!/^postgres(ql)?:\/\//.test(url)) throw wrong('DATABASE_URL', 'expected postgresql://user:password@host:port/database');
    return url;
  }
  for (const setting of ['PGHOST', 'PGDATABASE', 'PGSERVICE']) {
    if (env[setting]) throw wrong(setting, 'set without DATABASE_URL, which alone selects a PostgreSQL server');
  }
  return undefined;
}

function readMigrateUrl(env: NodeJS.ProcessEnv): string | undefined {
  const url = env['JUMYS_MIGRATE_URL'] || undefined;
  if (url === undefined) return undefined;
  if (!/^postgres(ql)?:\/\//.test(url)) throw wrong('JUMYS_MIGRATE_URL', 'expected postgresql://owner:password@host:port/database');
  if (!env['DATABASE_URL']) throw wrong('JUMYS_MIGRATE_URL', 'set without DATABASE_URL, the role that serves');
  return url;
}

/** No shell reads it: words parted by blanks, or a JSON list of texts where a word holds a blank. */
function readCommand(env: NodeJS.ProcessEnv, setting: string): Command {
  const text = env[setting]?.trim();
  if (!text) return undefined;
  const words = text.startsWith('[') ? readList(text) : text.split(/\s+/);
  if (words === undefined || !words[0]?.startsWith('/')) throw wrong(setting, 'expected a program by its absolute path, with its arguments');
  return words;
}

function readList(text: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

function readAges(env: NodeJS.ProcessEnv): Ages {
  return Object.fromEntries(Object.entries(ages).map(([kind, [setting, otherwise, least, most]]) => [kind, readWhole(env, setting, otherwise, least, most)])) as Ages;
}

/** Beyond this machine the server is spoken to under one https address, encrypted all the way: the cookie of a session goes nowhere else. */
function readSite(env: NodeJS.ProcessEnv): Pick<Config, 'listen' | 'address' | 'proxies' | 'tls'> {
  const listen = env['JUMYS_LISTEN'] || '127.0.0.1';
  if (!isIP(listen)) throw wrong('JUMYS_LISTEN', 'expected an IP address');
  const address = env['JUMYS_ADDRESS'] || undefined;
  if (address !== undefined && !/^https:\/\/[\w.-]+(:\d+)?$/.test(address)) throw wrong('JUMYS_ADDRESS', 'expected https://name without a path');
  if (address === undefined && !isLoopback(listen)) throw wrong('JUMYS_LISTEN', 'beyond this machine JUMYS_ADDRESS must name the https address');
  const [cert, key] = ['JUMYS_TLS_CERT', 'JUMYS_TLS_KEY'].map((setting) => (env[setting] ? resolve(env[setting]) : undefined));
  if (cert === undefined && key !== undefined) throw wrong('JUMYS_TLS_CERT', 'the key in JUMYS_TLS_KEY belongs to a certificate');
  if (key === undefined && cert !== undefined) throw wrong('JUMYS_TLS_KEY', 'the certificate in JUMYS_TLS_CERT has a key');
  const tls = cert === undefined || key === undefined ? undefined : { cert, key };
  if (tls === undefined && !isLoopback(listen)) throw wrong('JUMYS_LISTEN', 'beyond this machine JUMYS_TLS_CERT and JUMYS_TLS_KEY are needed: nothing is spoken in clear');
  const proxies = env['JUMYS_PROXIES']?.split(',').map((one) => one.trim()).filter((one) => one !== '');
  if (proxies?.some((one) => !isIP(one.split('/')[0] ?? ''))) throw wrong('JUMYS_PROXIES', 'expected IP addresses or ranges, parted by commas');
  return { listen, address, proxies, tls };
}

/** True for an https address, or one of this machine, without anything that a path of ours would be lost behind. */
export function isSafeAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname));
}

function readOidc(env: NodeJS.ProcessEnv): Config['oidc'] {
  const issuer = env['JUMYS_OIDC_ISSUER'];
  if (!issuer) {
    for (const setting of ['JUMYS_OIDC_CLIENT', 'JUMYS_OIDC_SECRET_FILE', 'JUMYS_OIDC_NAME', 'JUMYS_OIDC_SECOND_FACTOR']) {
      if (env[setting]) throw wrong(setting, 'set without JUMYS_OIDC_ISSUER');
    }
    return undefined;
  }
  if (!isSafeAddress(issuer) || issuer.includes('/.well-known/')) throw wrong('JUMYS_OIDC_ISSUER', 'expected the https address of the issuer (http on this machine only)');
  const client = env['JUMYS_OIDC_CLIENT'];
  if (!client) throw wrong('JUMYS_OIDC_CLIENT', 'the provider knows this server by a client id');
  const secretFile = env['JUMYS_OIDC_SECRET_FILE'] ? resolve(env['JUMYS_OIDC_SECRET_FILE']) : undefined;
  const secondFactor = (env['JUMYS_OIDC_SECOND_FACTOR'] ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');
  return { issuer, client, secretFile, name: env['JUMYS_OIDC_NAME'] || new URL(issuer).hostname, secondFactor };
}

function readSignatures(env: NodeJS.ProcessEnv): Config['signatures'] {
  const [roots, crls] = ['JUMYS_SIGNATURE_ROOTS', 'JUMYS_SIGNATURE_CRLS'].map((setting) => (env[setting] ? resolve(env[setting]) : undefined));
  const ncanode = env['JUMYS_NCANODE'] || undefined;
  if (roots !== undefined && crls === undefined) throw wrong('JUMYS_SIGNATURE_CRLS', 'without lists of what was revoked no signature is taken');
  if (roots === undefined && crls !== undefined) throw wrong('JUMYS_SIGNATURE_ROOTS', 'the lists in JUMYS_SIGNATURE_CRLS belong to certificates');
  if (ncanode !== undefined && !isSafeAddress(ncanode)) throw wrong('JUMYS_NCANODE', 'expected an https address (http on this machine only)');
  return roots === undefined && ncanode === undefined ? undefined : { roots, crls, ncanode };
}

function readMail(env: NodeJS.ProcessEnv): Config['mail'] {
  const [smtp, from] = [env['JUMYS_SMTP'] || undefined, env['JUMYS_MAIL_FROM'] || undefined];
  if (smtp === undefined && from !== undefined) throw wrong('JUMYS_MAIL_FROM', 'set without JUMYS_SMTP');
  if (smtp === undefined) return undefined;
  const url = URL.canParse(smtp) ? new URL(smtp) : undefined;
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') throw wrong('JUMYS_SMTP', 'expected smtp://user:password@host:port, or smtps://');
  if (from === undefined || !/^([^<>\r\n]+ <[^<>@\s]+@[\w.-]+>|[^<>@\s]+@[\w.-]+)$/.test(from)) throw wrong('JUMYS_MAIL_FROM', 'expected an address, or a name and an address in <>');
  return { smtp, from };
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function readWhole(env: NodeJS.ProcessEnv, setting: string, otherwise: number, least: number, most: number): number {
  const text = env[setting];
  if (!text) return otherwise;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw wrong(setting, `expected a whole number from ${least} to ${most}`);
  return value;
}

function readSwitch(env: NodeJS.ProcessEnv, setting: string, otherwise: boolean): boolean {
  const text = env[setting];
  if (!text) return otherwise;
  if (['on', 'true', '1'].includes(text)) return true;
  if (['off', 'false', '0'].includes(text)) return false;
  throw wrong(setting, 'expected on or off');
}

function readMemory(env: NodeJS.ProcessEnv): string {
  const text = env['JUMYS_MEMORY'] || '2GB';
  if (!/^\d+(\.\d+)? ?([KMGT]i?B)$/i.test(text)) throw wrong('JUMYS_MEMORY', 'expected a size such as 2GB or 512MB');
  return text;
}
