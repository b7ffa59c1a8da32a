import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { readForm } from './form-body.ts';

const BOUNDARY = 'a-line-no-file-holds';

test('fields and files come as they were sent: long texts, names in any script, files without a byte', async () => {
  const form = new FormData();
  form.append('note', `two\r\nlines, ${'x'.repeat(1_500_000)}`);
  form.append('each', 'one');
  form.append('each', 'two');
  form.append('file', new File([new Uint8Array(3_000_000).fill(7)], 'Año "nuevo" – lista.csv'));
  form.append('file', new File([], 'empty.csv'));
  const { fields, files } = await sent(form);
  expect(fields).toEqual({ note: `two\r\nlines, ${'x'.repeat(1_500_000)}`, each: ['one', 'two'] });
  expect(files.map((each) => [each.name, each.bytes.length])).toEqual([
    ['Año "nuevo" – lista.csv', 3_000_000],
    ['empty.csv', 0],
  ]);
  expect(files[0]?.bytes.every((byte) => byte === 7)).toBe(true);
});

test('a form whose end never came says so, and nothing of it is believed', async () => {
  const half = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\nName\nHalf a l`;
  const { fields, files, error } = await sent(half, { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` });
  expect({ fields, files, error: error?.fields }).toEqual({
    fields: {},
    files: [],
    error: { form: { key: 'error.form_broken' } },
  });
});

test('a form of more than the bytes it may have is stopped there', async () => {
  const form = new FormData();
  form.append('file', new File([new Uint8Array(2_000_000)], 'list.csv'));
  expect(await answered(form, {}, 1_000_000)).toBe('too large');
});

async function sent(body: FormData | string, headers: Record<string, string> = {}) {
  const answer = await answered(body, headers, 10_000_000);
  if (answer === 'too large') throw new Error('too large');
  return answer;
}

async function answered(body: FormData | string, headers: Record<string, string>, bytes: number) {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof readForm>>>();
  const app = new Hono().post('/', async (c) => {
    resolve(await readForm(c, bytes));
    return c.text('');
  });
  const whole = new Response(body, { headers });
  await app.request('/', { method: 'POST', headers: whole.headers, body: await whole.bytes() });
  return promise;
}
