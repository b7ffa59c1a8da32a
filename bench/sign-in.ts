/** Signing in by the real form, as a person would: fetch it, send it back with its hidden fields, keep the cookie. */

export type Credentials = { email: string; password: string };

/** Returns the session's cookie, "name=value". */
export async function signIn(address: string, { email, password }: Credentials): Promise<string> {
  const at = `${address.replace('localhost', '127.0.0.1')}/sign-in`;
  const form = await (await fetch(at)).text();
  const body = new URLSearchParams({ ...hiddenFields(form), email, password });
  const response = await fetch(at, { method: 'POST', body, redirect: 'manual', headers: { origin: address } });
  const cookie = response.headers.getSetCookie().find((each) => /session=[^;]/.test(each));
  if (response.status !== 303 || !cookie) throw new Error(`Signing in as ${email} answered ${response.status}.`);
  return cookie.split(';')[0] ?? '';
}

const hiddenFields = (form: string): Record<string, string> =>
  Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
