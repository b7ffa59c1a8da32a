import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../house/data.ts';

test('every style sheet is in the one that browsers get, once and in a layer', () => {
  const src = join(root, 'src');
  const imports = readFileSync(join(src, 'ui/style.css'), 'utf8').matchAll(/^@import "(.+)" layer\(\w+\);$/gm);
  const imported = [...imports].map(([, path = '']) => join('ui', path));
  const files = globSync('**/*.css', { cwd: src }).filter((file) => file !== join('ui', 'style.css'));

  expect(imported.toSorted()).toEqual(files.toSorted());
});
