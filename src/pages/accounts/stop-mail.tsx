/**
 * Stops mail of one kind, for whoever holds such a mail. Opening the link shows a page with a button and changes
 * nothing, because programs that guard mailboxes open links. A mail program may unsubscribe by itself (RFC 8058). It
 * has no session and its request does not come from our site, so its address is mounted before the check that refuses
 * forms of other sites.
 */
import { bodyLimit } from 'hono/body-limit';
import { borrow } from '../../house/db.ts';
import { NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { idFrom } from '../../house/ids.ts';
import { refuseMail, type Subscription, subscriptionOf } from '../../house/work/mail-refusals.ts';
import { nameOfLibrary } from '../../rooms/accounts/libraries.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { landing } from '../shell/landing.ts';
import { hostPage } from '../shell/page.ts';
import type { App, Visit } from '../shell/visit.ts';

const ADDRESS = '/mail/stop/:tenant/:token';

export const stopMail = hostPage({
  path: ADDRESS,
  load: async (visit) => {
    const link = linkOf(visit);
    const subscription = await subscriptionOf(visit.host, link);
    return { ...subscription, library: await nameOfLibrary(visit.host, link.libraryId) };
  },
  view: ({ found, again, language: { t } }) => ({
    title: t('stop_mail.title'),
    body: <StopMail subscription={found} again={again} />,
  }),
  submit: async (visit) => {
    await refuseMail(visit.host, linkOf(visit), visit.fields.want !== 'again');
    return landing(visit.url.pathname);
  },
});

type Props = { subscription: Subscription & { library: string }; again: Again | undefined };

function StopMail({ subscription: { kind, library, refused }, again }: Props) {
  const { t, message } = useLanguage();
  const what = { library, what: message({ key: `stop_mail.kind_${kind}` }) };
  return (
    <div class="narrow">
      <p>{refused ? t('stop_mail.stopped', what) : t('stop_mail.text', what)}</p>
      {/* Repeatable: its address holds a token, which is not to be kept with the form's key. */}
      <Form again={again} repeatable>
        <input type="hidden" name="want" value={refused ? 'again' : 'no more'} />
        <Buttons save={refused ? t('stop_mail.again') : t('stop_mail.stop')} />
      </Form>
    </div>
  );
}

const linkOf = (visit: Visit) => ({ libraryId: visit.id('tenant'), token: visit.param('token') });

/** One-click unsubscribing by a mail program (RFC 8058) is a POST. A GET of the same address leads to the page. */
export function stopMailByProgram(app: App, house: House): void {
  const address = `${ADDRESS}/one-click` as const;
  app.get(address, (c) => c.redirect(c.req.path.replace(/\/one-click$/, ''), 303));
  app.post(address, bodyLimit({ maxSize: 1000 }), async (c) => {
    const { 'List-Unsubscribe': asked } = await c.req.parseBody();
    if (asked !== 'One-Click') return c.text('', 400);
    const lent = house.lending.to({ library: null, signal: c.req.raw.signal });
    try {
      const link = { libraryId: idFrom(c.req.param('tenant')), token: c.req.param('token') };
      await borrow(lent, { libraryId: null }, (db) => refuseMail({ db, now: house.now() }, link, true));
      return c.text('');
    } catch (error) {
      if (error instanceof NotFound) return c.text('', 404);
      throw error;
    }
  });
}
