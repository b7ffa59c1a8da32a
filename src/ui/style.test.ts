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

test('every island that a page names is built', () => {
  const src = join(root, 'src');
  const sources = globSync('**/*.{ts,tsx}', { cwd: src }).map((file) => readFileSync(join(src, file), 'utf8'));
  const named = sources.flatMap((source) =>
    [...source.matchAll(/islands(?::|=\{)[^[\n]*\[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name),
    ),
  );
  const built = readFileSync(join(root, 'vite.config.ts'), 'utf8').match(/const islands = \[([^\]]*)\]/)?.[1] ?? '';

  expect(named).toContain('draw-mark');
  expect(named.filter((name) => !built.includes(`'${name}'`))).toEqual([]);
});
