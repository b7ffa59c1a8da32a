/**
 * What pages are joined from in the program that is built (bin/jsx-templates.ts): the text around, and in it what is
 * worked out for each page, escaped here. Whatever holds no component is text at once, and the renderer never sees it.
 */
import { isValidElement, type VNode } from 'preact';
import { jsxEscape, jsxTemplate } from 'preact/jsx-runtime';
import { ENUMERATED } from './enumerated.ts';

/** Text, ready to be sent, or what the renderer has to make of it. */
type Part = string | VNode;

export function template(text: TemplateStringsArray, ...parts: Part[]): VNode {
  const texts = [text[0] ?? ''];
  const nodes: VNode[] = [];
  for (const [at, part] of parts.entries()) {
    const next = text[at + 1] ?? '';
    if (typeof part === 'string') texts.push(`${texts.pop()}${part}${next}`);
    else {
      nodes.push(part);
      texts.push(next);
    }
  }
  return jsxTemplate(texts, ...nodes);
}

const AROUND = Object.assign([''], { raw: [''] }) as TemplateStringsArray;

export function child(value: unknown): Part {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  if (Array.isArray(value)) return list(value.map(child));
  if (!isValidElement(value)) return '';
  const { tpl, exprs } = value.props as { tpl?: string[]; exprs?: unknown[] };
  return tpl !== undefined && exprs?.length === 0 ? (tpl[0] ?? '') : value;
}

const list = (parts: Part[]): Part =>
  parts.every((part) => typeof part === 'string') ? parts.join('') : template(AROUND, ...parts);

export function attribute(name: string, value: unknown): string {
  if (typeof value === 'boolean' && ENUMERATED.test(name)) return ` ${name}="${value}"`;
  if (value === null || value === undefined || value === false || typeof value === 'function') return '';
  if (value === true || value === '') return ` ${name}`;
  return ` ${name}="${escaped(String(value))}"`;
}
const escaped = (text: string) => jsxEscape(text) as string;
