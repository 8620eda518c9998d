import { spawnSync } from 'node:child_process';

let listed = false;

/**
 * Installs Debian packages when this user may (as root, or through sudo without a password). Returns undefined when done,
 * else the reason and the command that a person with the right to can type.
 */
export function installPackages(packages: readonly string[]): string | undefined {
  const command = `apt-get install -y ${packages.join(' ')}`;
  if (spawnSync('apt-get', ['--version']).status !== 0) return `there is no apt-get here; install ${packages.join(', ')} yourself`;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true']).status !== 0) return `not allowed to install; run: sudo ${command}`;
  const apt = (...args: string[]) => {
    const [program, ...rest] = root ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
    return spawnSync(program!, rest, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  };
  console.log(`installing ${packages.join(', ')}`);
  if (!listed && !apt('update', '-qq')) return `apt-get update failed; run: ${command}`;
  listed = true;
  return apt('install', '-y', '-qq', '--no-install-recommends', ...packages) ? undefined : `apt-get could not install them; run: ${command}`;
}
