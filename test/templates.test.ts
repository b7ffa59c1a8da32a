/** The program that is built writes its pages from templates (bin/jsx-templates.ts): they say what the elements say. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asTemplates } from '../bin/jsx-templates.ts';
import { root } from '../src/house/data.ts';

const folder = join(root, '.cache/templates');
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GIVEN = `
import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
const Said = createContext('nothing');
const Box = ({ title = '', children }: { title?: string; children?: ComponentChildren }) => (
  <section title={title}>{children}<i>{useContext(Said)}</i></section>
);
const Nothing = () => null;
const Words = () => 'a < b & "c"';
const Two = () => <><b>1</b><b>2</b></>;
const evil = '<script>"&\\'</script>';
const some = ['x < y', 3, null, false, <em key="e">{evil}</em>];
const none: unknown[] = [];
const more = { class: 'given', 'data-a': evil };
void [Said, Box, Nothing, Words, Two, evil, some, none, more];
`;

/** What each piece of JSX becomes, as elements and as templates. */
async function bothWays(
  name: string,
  pieces: string[],
): Promise<{ plain: string[]; templates: string[]; code: string }> {
  const source = `${GIVEN}\nexport const pieces = [\n${pieces.map((piece) => `() => (${piece}),`).join('\n')}\n];\n`;
  const { code } = asTemplates(source, 'pieces.tsx');
  const [plain, templates] = [join(folder, `${name}-plain.tsx`), join(folder, `${name}-templates.tsx`)];
  writeFileSync(plain, source);
  writeFileSync(templates, code);
  const rendered = async (file: string) =>
    ((await import(file)) as { pieces: (() => VNode)[] }).pieces.map((piece) => renderToString(piece()));
  return { plain: await rendered(plain), templates: await rendered(templates), code };
}

test('elements, attributes, texts and what stands between them', async () => {
  const { plain, templates, code } = await bothWays('cases', [
    '<p>one</p>',
    '<p class="a" id={evil} hidden tabIndex={-1}>{evil}</p>',
    '<p>\n  two   words{" "}\n  and {evil}, and\n  <b>more</b>{"!"}\n</p>',
    '<p title={undefined} lang={null as never} aria-busy={false} aria-label={evil} data-x={true} draggable={false}>{0}{""}{true}{null}</p>',
    `<p>back\`tick \${evil} and \\\\ slash</p>`,
    '<p aria-hidden data-a draggable>bare</p>',
    '<p title="a &quot;b&quot; &lt; c">a&nbsp;b &lt; c &amp;amp; d &eacute;</p>',
    '<form acceptCharset="utf-8" autoFocus><button formAction="/a" accessKey="s">{evil}</button></form>',
    '<svg><g><path strokeWidth={2} textAnchor="middle" xlinkHref="#a" d="M0 0" /></g></svg>',
    '<div>{/* said to nobody */}<p>{/* nor this */}a</p></div>',
    '<ul>{some}</ul>',
    '<ul>{none as never}{[1, [2, ["<3>"]]]}</ul>',
    '<ul>{[1, 2].map((n) => <li key={n} value={n}>{n}. <Words /></li>)}</ul>',
    '<div><Box title={evil}>text <b>{evil}</b>{some}</Box><Nothing /><Words /><Two /></div>',
    '<Said.Provider value="heard"><div><Box><Box>{evil}</Box></Box></div></Said.Provider>',
    '<><p>a</p>{evil}<p>b</p></>',
    '<p {...more}>spread</p>',
    '<div><p {...more}>{evil}</p><input type="text" value={evil} autoComplete="off" maxLength={3} required /><br /></div>',
    '<select value="2"><option value="1">one</option><option value="2">{evil}</option></select>',
    '<form><select value="2">{["1", "2"].map((n) => <option key={n} value={n}>{n}</option>)}</select></form>',
    '<textarea rows={2}>{evil}</textarea>',
    '<label for="a"><textarea value={evil} /></label>',
    '<div dangerouslySetInnerHTML={{ __html: "<b>own</b>" }} />',
    '<svg viewBox="0 0 1 1" width={1} aria-hidden="true"><path d="M0 0" stroke-width={2} /><text x={1}>{evil}</text></svg>',
    '<td colSpan={2} headers={["a", "b"].join(" ")} onClick={() => {}}>{evil && <b>{some}</b>}</td>',
    '<time dateTime="2026-01-01">{new Date(0).getTime()}</time>',
  ]);

  expect(templates).toEqual(plain);
  // The first is text and nothing else.
  expect(code).toContain('$template`<p>one</p>`');
  expect(plain[1]).not.toContain('<script>');
});

const word = fc.constantFrom('a', 'two words', '  spaced  ', 'new\n   line', '"', "'", '—', 'ñ', '$', '`', '.');
const value = fc.constantFrom(
  'evil',
  'some',
  '0',
  '1.5',
  'true',
  'null',
  '"a&b"',
  `\`x\${evil}\``,
  '<b>in</b>',
  '<Words />',
);
const { element } = fc.letrec<{ element: string; inside: string }>((tie) => ({
  inside: fc.oneof(
    { depthSize: 'small' },
    word,
    value.map((code) => `{${code}}`),
    tie('element'),
    fc.constantFrom('<Nothing />', '<Two />', '{some.map((each) => <u>{each}</u>)}'),
  ),
  element: fc
    .record({
      name: fc.constantFrom('p', 'div', 'Box', 'a', 'textarea', ''),
      attributes: fc.subarray(['title={evil}', 'lang="es"', 'hidden', 'id={undefined}', 'aria-busy={false}']),
      inside: fc.array(tie('inside'), { maxLength: 4 }),
    })
    .map(({ name, attributes, inside }) => {
      const only =
        name === 'Box' || name === '' ? attributes.filter((each) => name && each.startsWith('title')) : attributes;
      const children = name === 'textarea' ? '{evil}' : inside.join('');
      return `<${[name, ...only].join(' ')}>${children}</${name}>`;
    }),
}));

test('whatever is written', async () => {
  const { plain, templates } = await bothWays('any', fc.sample(element, 300));

  expect(templates).toEqual(plain);
});
