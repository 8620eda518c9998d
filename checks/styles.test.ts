import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const components = new Set(globSync(['web/**/*.tsx', 'rooms/*/screens/**/*.tsx']).flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap((found) => found[1]?.split(',').map((name) => name.trim().split(' ')[0] ?? '') ?? [])));
const brought = readFileSync('web/mantine.css', 'utf8');

test('every Mantine component on the pages brings its stylesheet', () => {
  const missing = [...components].filter((name) => existsSync(`node_modules/@mantine/core/styles/${name}.css`) && !brought.includes(`/${name}.css`));
  expect(missing).toEqual([]);
});
