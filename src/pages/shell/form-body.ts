/**
 * What a form brings: its fields and files, as far as they may come, and its fields in the shape that schemas describe.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import type { Context } from 'hono';
import { Invalid } from '../../house/errors.ts';
import { visible } from '../../house/parse.ts';
import type { Values } from '../../ui/here.ts';

/** Of a form without files. */
export const FORM_BYTES = 1_000_000;

export type UploadedFile = { name: string; bytes: Uint8Array };
/** `error` is what is wrong with a form whatever it is for, such as control characters in a field. */
export type Sent = { fields: Values; files: UploadedFile[]; error?: Invalid };

/** The sender disconnected before the form was complete: there is nobody to answer. */
export class Left extends Error {}

/** Reads the form, or says that it is larger than this many bytes. Throws Left when the sender disconnects. */
export async function readForm(c: Context, bytes: number): Promise<Sent | 'too large'> {
  const type = c.req.header('content-type') ?? '';
  if (!c.req.raw.body || !/^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type))
    return { fields: Object.create(null), files: [] };
  const counted = upTo(bytes);
  try {
    const body = c.req.raw.body.pipeThrough(counted.stream);
    return await sorted(await (/^multipart/i.test(type) ? multipart(body, type) : urlencoded(body, type)));
  } catch {
    if (c.req.raw.signal.aborted) throw new Left();
    if (counted.over()) return 'too large';
    return { fields: Object.create(null), files: [], error: new Invalid({ form: { key: 'error.form_broken' } }) };
  }
}

const urlencoded = (body: ReadableStream<Uint8Array>, type: string) =>
  new Response(body, { headers: { 'Content-Type': type } }).formData();

/**
 * Files are read piece by piece as they arrive. `Response.formData` searches the whole body at once: five files of 20
 * MB blocked all other requests for 0.24 s.
 */
async function multipart(body: ReadableStream<Uint8Array>, type: string): Promise<FormData> {
  const form = new FormData();
  // The size of the whole body is limited already, so no single part is cut short.
  const parts = new Busboy({
    headers: { 'content-type': type },
    limits: { fieldSize: Number.POSITIVE_INFINITY, fieldNameSize: FORM_BYTES },
  });
  parts.on('field', (name, value) => form.append(name, value));
  // Browsers escape one character in the name of a file: the quotation mark.
  parts.on('file', (name, stream, filename) => {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    stream.on('data', (piece: Uint8Array<ArrayBuffer>) => pieces.push(piece));
    stream.on('error', (error) => parts.destroy(error));
    stream.on('end', () => form.append(name, new File(pieces, filename?.replaceAll('%22', '"') ?? '')));
  });
  await pipeline(Readable.fromWeb(body as NodeStream<Uint8Array>), parts);
  return form;
}

/** Lets this many bytes through. A form without a Content-Length is stopped where it becomes too long. */
function upTo(most: number): { stream: TransformStream<Uint8Array, Uint8Array>; over: () => boolean } {
  let size = 0;
  const transform = (chunk: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) => {
    size += chunk.length;
    if (size > most) controller.error(new Error('too large'));
    else controller.enqueue(chunk);
  };
  return { stream: new TransformStream({ transform }), over: () => size > most };
}

async function sorted(form: FormData): Promise<Sent> {
  const fields: Values = Object.create(null);
  const files: UploadedFile[] = [];
  const wrong: Invalid['fields'] = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name);
    const texts = all.filter((each) => typeof each === 'string');
    // PostgreSQL cannot store a NUL, so none gets in, in any field.
    if ([name, ...texts].some((text) => text.includes('\0')))
      wrong[name.includes('\0') ? 'form' : name] = { key: 'error.control_characters' };
    const kept = texts.map((text) => text.replaceAll('\0', ''));
    if (kept.length > 0 && name !== '__proto__') fields[name] = kept.length === 1 ? kept[0] : kept;
    for (const file of all)
      if (typeof file !== 'string' && file.name !== '')
        files.push({ name: plainName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return Object.keys(wrong).length > 0 ? { fields, files, error: new Invalid(wrong) } : { fields, files };
}

/** The name of a file is shown, stored and used in the names of other files, so control characters are removed. */
const plainName = (name: string) =>
  visible(name)
    .replace(/\p{Cc}/gu, '')
    .trim() || 'file';

/** "phones.0.number" -> { phones: { 0: { number } } }: dotted field names as the nested value that schemas describe. */
export function nested(fields: Values): Record<string, unknown> {
  const root: Branch = Object.create(null);
  for (const [name, value] of Object.entries(fields)) {
    const path = name.split('.');
    if (path.length <= 4 && !path.some((part) => part === '' || part === '__proto__')) place(root, path, value);
  }
  return root;
}

type Branch = Record<string, unknown>;

function place(parent: Branch, [head = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    parent[head] ??= value;
    return;
  }
  const existing = parent[head];
  const next: Branch = typeof existing === 'object' && existing !== null ? (existing as Branch) : Object.create(null);
  parent[head] = next;
  place(next, rest, value);
}

export const text = (value: Values[string]): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''));
