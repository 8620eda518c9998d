import { existsSync } from 'node:fs';
import { installPackages } from './packages.ts';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium to drive: JUMYS_CHROMIUM, one of the system's, or one installed now (with a font that has all Kazakh letters). */
export function findChromium(): { path: string } | { missing: string } {
  const find = () => [process.env['JUMYS_CHROMIUM'], ...known].find((path) => path !== undefined && existsSync(path));
  let path = find();
  if (path === undefined) {
    const problem = installPackages(['chromium', 'fonts-noto-core']);
    if (problem !== undefined) return { missing: `there is no Chromium, and ${problem}` };
    path = find();
  }
  return path === undefined ? { missing: 'the installed Chromium was not found' } : { path };
}
