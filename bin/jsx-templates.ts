/**
 * Writes the elements of our pages as the text they become, before the compiler sees them: `<p class="a">{x}</p>` is
 * `` template`<p class="a">${child(x)}</p>` `` (src/ui/template.ts). A page is then mostly text that is joined, and no
 * object for each element; what it says is the same (test/templates.test.ts). Only the program's build does so.
 *
 * Components stay as they are, and so do elements of which only the renderer knows what they become: fields that need
 * to know their list, and those with attributes that are spread.
 */
import MagicString from 'magic-string';
import { type Plugin, parseSync } from 'vite';
import { ENUMERATED } from '../src/ui/enumerated.ts';

export function jsxTemplates(): Plugin {
  return {
    name: 'jsx-templates',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.tsx$/ },
      handler: (code, id) => asTemplates(code, id),
    },
  };
}

const IMPORT =
  "import { attribute as $attribute, child as $child, template as $template } from '/src/ui/template.ts';\n";

export function asTemplates(code: string, file: string): { code: string; map: ReturnType<MagicString['generateMap']> } {
  const out = new MagicString(code);
  const { program } = parseSync(file, code, { sourceType: 'module' });
  new Writer(out).walk(program as unknown as Node, false);
  if (out.hasChanged()) out.prepend(IMPORT);
  return { code: out.toString(), map: out.generateMap({ hires: 'boundary' }) };
}

type Node = { type: string; start: number; end: number } & Record<string, unknown>;
type Attribute = { name: string; value: Node | null };
const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** What the renderer has to see itself. */
const OPAQUE = new Set(['select', 'option', 'script', 'style', 'svg']);
const OPAQUE_ATTRIBUTES = new Set(['dangerouslySetInnerHTML', 'style', 'defaultValue', 'defaultChecked']);
const VALUE_INSIDE = 'textarea';
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;

class Writer {
  readonly #out: MagicString;
  /** Up to where the source is written, and what comes next. */
  #at = 0;
  #text = '';

  constructor(out: MagicString) {
    this.#out = out;
  }

  /** `between`: among the children of something that stays JSX. */
  walk(node: Node, between: boolean): void {
    if (isPlain(node)) this.#template(node, between);
    else for (const child of childrenOf(node)) this.walk(child, node.type === 'JSXElement');
  }

  #template(root: Node, between: boolean): void {
    const before = { at: this.#at, text: this.#text };
    this.#at = root.start;
    this.#text = between ? '{$template`' : '$template`';
    this.#child(root);
    this.#write(root.end, between ? '`}' : '`');
    this.#at = before.at;
    this.#text = before.text;
  }

  #child(node: Node): void {
    if (node.type === 'JSXText') this.#text += cooked(encoded(wordsOf(String(node.value))));
    else if (node.type === 'JSXFragment') for (const child of node.children as Node[]) this.#child(child);
    else if (isPlain(node)) this.#element(node);
    else if (node.type !== 'JSXExpressionContainer') this.#hole(node, node, '$child(');
    else if ((node.expression as Node).type !== 'JSXEmptyExpression') this.#hole(node, inside(node), '$child(');
  }

  #element(node: Node): void {
    const name = nameOf(node);
    this.#text += `<${name}`;
    for (const attribute of attributesOf(node)) this.#attribute(attribute);
    this.#text += VOID.test(name) ? '/>' : '>';
    for (const child of node.children as Node[]) this.#child(child);
    if (!VOID.test(name)) this.#text += `</${name}>`;
  }

  #attribute({ name, value }: Attribute): void {
    if (value?.type === 'JSXExpressionContainer') this.#hole(value, inside(value), `$attribute('${name}', `);
    else if (value !== null) this.#text += ` ${name}="${cooked(encoded(String(value.value)))}"`;
    else this.#text += ENUMERATED.test(name) ? ` ${name}="true"` : ` ${name}`;
  }

  /** Keeps what is evaluated where it stands, so that an error is told at its own line. */
  #hole(node: Node, { start, end }: { start: number; end: number }, call: string): void {
    this.#write(start, `\${${call}`);
    this.#at = end;
    this.#text = ')}';
    this.walk(node, false);
  }

  #write(upTo: number, last: string): void {
    if (upTo > this.#at) this.#out.overwrite(this.#at, upTo, this.#text + last);
    else this.#out.appendLeft(upTo, this.#text + last);
  }
}

const inside = ({ start, end }: Node) => ({ start: start + 1, end: end - 1 });

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

const nameOf = (node: Node): string => {
  const { name } = node.openingElement as { name: Node };
  return name.type === 'JSXIdentifier' ? String(name.name) : '';
};

function isPlain(node: Node): boolean {
  if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return false;
  // "&nbsp;" stands here as it is written; the compiler knows what it is.
  if ((node.children as Node[]).some((child) => child.type === 'JSXText' && /&/.test(String(child.value))))
    return false;
  if (node.type === 'JSXFragment') return true;
  const name = nameOf(node);
  const { attributes } = node.openingElement as { attributes: Node[] };
  return /^[a-z]/.test(name) && !OPAQUE.has(name) && attributes.every((each) => isPlainAttribute(name, each));
}

function isPlainAttribute(element: string, { type, name, value }: Node): boolean {
  const its = type === 'JSXAttribute' ? (name as Node).name : undefined;
  if (typeof its !== 'string' || OPAQUE_ATTRIBUTES.has(its) || (element === VALUE_INSIDE && its === 'value'))
    return false;
  if (/[A-Z]/.test(its) && !(its in NAMES)) return false;
  const given = value as Node | null;
  return (
    given === null ||
    given.type === 'JSXExpressionContainer' ||
    (given.type === 'Literal' && !/&/.test(String(given.raw)))
  );
}

/** As the renderer writes their names; of other names with capitals only the renderer knows. */
function attributesOf(node: Node): Attribute[] {
  const { attributes } = node.openingElement as { attributes: { name: { name: string }; value: Node | null }[] };
  return attributes
    .filter(({ name }) => name.name !== 'key' && name.name !== 'ref')
    .map(({ name, value }) => ({ name: NAMES[name.name] ?? name.name, value }));
}
const NAMES: Record<string, string> = {
  ...{ className: 'class', htmlFor: 'for', tabIndex: 'tabindex', colSpan: 'colspan', rowSpan: 'rowspan' },
  ...{ autoComplete: 'autocomplete', inputMode: 'inputmode', maxLength: 'maxlength', minLength: 'minlength' },
  ...{ enctype: 'enctype', encType: 'enctype', readOnly: 'readonly', dateTime: 'datetime', noValidate: 'novalidate' },
};

/** The words of a text between tags: line breaks with what indents them are not among them. */
const wordsOf = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line, at, lines) =>
      line.slice(at > 0 ? line.search(/\S|$/) : 0).replace(at < lines.length - 1 ? /\s+$/ : /$^/, ''),
    )
    .filter(Boolean)
    .join(' ');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
const encoded = (text: string) => text.replace(/[&<"]/g, (letter) => ENTITIES[letter] ?? '');
/** As it stands between backticks. */
const cooked = (text: string) => text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
