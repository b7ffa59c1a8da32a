/**
 * The page for "not just now": somebody else is writing the same, or there is no free connection. Nothing that was
 * typed is lost: the form is on this page again, in hidden fields and with its key, so that it has one effect even if
 * it did get through.
 */
import type { Busy } from '../../house/errors.ts';
import type { MessageKey } from '../../house/messages.ts';
import type { Values } from '../../ui/here.ts';
import type { View } from './layout.tsx';
import type { Visit } from './visit.ts';

/** Seconds. */
export const RETRY_AFTER = '5';

type Refused = { status: 409 | 503; title: MessageKey; text: MessageKey; error: MessageKey };
const FULL: Refused = { status: 503, title: 'refused.full.title', text: 'refused.full.text', error: 'error.full' };
/** Somebody else writing the same is not a fault of the server, so it is not a 503. */
export const REFUSED: Record<Busy['why'], Refused> = {
  full: FULL,
  left: FULL,
  written: { status: 409, title: 'refused.written.title', text: 'refused.written.text', error: 'error.written' },
  slow: { status: 503, title: 'refused.slow.title', text: 'refused.slow.text', error: 'error.slow' },
};

export function busyView({ language: { t }, url }: Visit, { why }: Busy, fields: Values | undefined): View {
  const title = t(REFUSED[why].title);
  return {
    title,
    body: (
      <>
        <p>{t(REFUSED[why].text)}</p>
        {fields ? (
          <form method="post" action={url.pathname + url.search}>
            <Unseen fields={fields} />
            <p class="buttons">
              <button type="submit">{t('refused.send_again')}</button>
            </p>
          </form>
        ) : (
          <p>
            <a href={url.pathname + url.search}>{t('refused.try_again')}</a>
          </p>
        )}
      </>
    ),
  };
}

/** Passwords are left out, because a page never contains one: they are typed again. */
function Unseen({ fields }: { fields: Values }) {
  const typed = Object.entries(fields).filter(([name]) => !name.includes('password'));
  const each = typed.flatMap(([name, value]) => [value ?? []].flat().map((text) => ({ name, text })));
  return (
    <>
      {each.map(({ name, text }, at) => (
        <input key={at} type="hidden" name={name} value={text} />
      ))}
    </>
  );
}
