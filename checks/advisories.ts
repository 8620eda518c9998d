import { spawnSync } from 'node:child_process';

/**
 * Asks the registry for published vulnerabilities of the packages of the folder it runs in (`npm audit`), and fails on a high or a critical one:
 * the time frames of docs/asvs.md leave none of them time until the next look. A registry that does not answer such questions is told, and
 * fails nothing: then somebody has to ask elsewhere.
 */
const { stdout } = spawnSync('npm', ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=30000'], { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });

type Answer = {
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly via: readonly (string | { readonly title?: string; readonly url?: string })[] }>>;
  readonly error?: { readonly code?: string; readonly summary?: string }; readonly message?: string; readonly statusCode?: number;
};

function readAnswer(): Answer {
  try {
    return JSON.parse(stdout) as Answer;
  } catch {
    return { message: 'npm said nothing that can be read' };
  }
}

const { metadata, vulnerabilities = {}, error, message, statusCode } = readAnswer();
if (metadata?.vulnerabilities === undefined) {
  const why = [statusCode, error?.code, error?.summary ?? message].filter((one) => one !== undefined && one !== '').join(' ');
  console.log(`published vulnerabilities: not asked: ${why || 'the registry gave no answer'}`);
} else {
  const { high = 0, critical = 0, moderate = 0, low = 0 } = metadata.vulnerabilities;
  for (const [name, { severity, via }] of Object.entries(vulnerabilities)) {
    for (const one of via) console.log(`${severity}: ${name}: ${typeof one === 'string' ? `through ${one}` : `${one.title ?? ''} ${one.url ?? ''}`.trim()}`);
  }
  console.log(`published vulnerabilities: ${critical} critical, ${high} high, ${moderate} moderate, ${low} low`);
  process.exitCode = high + critical > 0 ? 1 : 0;
}
