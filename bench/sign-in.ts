/** Signing in by the real form, as a person would: fetch it, send it back with its key, keep the cookie. */

export type Credentials = { email: string; password: string };

/** Returns the session's cookie, "name=value". */
export async function signIn(address: string, { email, password }: Credentials): Promise<string> {
  const at = `${address.replace('localhost', '127.0.0.1')}/sign-in`;
  const form = await (await fetch(at)).text();
  const key = /name="_key" value="([^"]+)"/.exec(form)?.[1];
  if (!key) throw new Error('The sign-in form has no key.');
  const body = new URLSearchParams({ _key: key, email, password, next: '' });
  const response = await fetch(at, { method: 'POST', body, redirect: 'manual', headers: { origin: address } });
  const cookie = response.headers.getSetCookie().find((each) => /session=[^;]/.test(each));
  if (response.status !== 303 || !cookie) throw new Error(`Signing in as ${email} answered ${response.status}.`);
  return cookie.split(';')[0] ?? '';
}
