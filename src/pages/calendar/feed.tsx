/**
 * One's own steps and tasks in one's own calendar: a secret address that calendar programs ask again and again. It is
 * shown once, when it is made.
 */

import { calendarText } from '../../house/icalendar.ts';
import { hashOf } from '../../house/ids.ts';
import { type MessageKey, speak } from '../../house/messages.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { endFeed, enterByFeed, feedOf, makeFeed } from '../../rooms/accounts/calendar-feeds.ts';
import { findUser } from '../../rooms/accounts/users.ts';
import { Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { agreementDatesOf, datesOf } from '../../views/calendar/calendar.ts';
import { addressOf } from '../shell/address.ts';
import { redirect } from '../shell/landing.ts';
import { Press, useAround } from '../shell/link.tsx';
import { hostPage, libraryPage } from '../shell/page.ts';
import { type LibraryVisit, limit, type Visit } from '../shell/visit.ts';

/** One's own days; and those of all agreements of the library. */
const FEEDS = { steps: datesOf, agreements: agreementDatesOf } as const;
type FeedName = keyof typeof FEEDS;
/** What of an agreement is on a day, before its name. */
const SAID: Record<string, MessageKey> = {
  ...{ agreement_end: 'feed.agreement_end', agreement_notice: 'feed.agreement_notice' },
  agreement_document: 'feed.agreement_document',
};

export const calendarFeed = libraryPage({
  path: '/calendar-feed',
  may: anyMember,
  view: async (visit) => ({ title: visit.language.t('feed.title'), body: <Feed {...(await feedNow(visit, null))} /> }),
  submit: async ({ ctx, fields, go }) => {
    if (fields.do === 'end') {
      await endFeed(ctx);
      return go('/calendar-feed').saying('notice.feed_ended');
    }
    return go('/calendar-feed/:token', { token: await makeFeed(ctx) }).saying('notice.feed_made');
  },
});

/** Once, after it was made; afterwards nobody can say any more what it is. */
export const calendarFeedMade = libraryPage({
  path: '/calendar-feed/:token',
  may: anyMember,
  view: async (visit) => {
    const feed = await feedNow(visit, visit.param('token'));
    if (!feed.address) return redirect(visit.to('/calendar-feed'));
    return { title: visit.language.t('feed.title'), body: <Feed {...feed} /> };
  },
});

type Now = { madeAt: Date | null; address: Record<FeedName, string> | null };

async function feedNow({ ctx, house, base }: LibraryVisit, token: string | null): Promise<Now> {
  const feed = await feedOf(ctx);
  const at = (name: FeedName) => `${house.baseUrl}${base}/calendar/${token}/${name}.ics`;
  const mine = feed && token && hashOf(token).equals(feed.token_hash);
  return {
    madeAt: feed?.made_at ?? null,
    address: mine ? { steps: at('steps'), agreements: at('agreements') } : null,
  };
}

function Feed({ madeAt, address }: Now) {
  const { t, dayOf } = useLanguage();
  const { to } = useAround();
  return (
    <div class="narrow">
      <p>{t('feed.text')}</p>
      {address && (
        <>
          <Address name="feed-address" label={t('feed.address')} address={address.steps} />
          <Address name="agreements-address" label={t('feed.agreements_address')} address={address.agreements} />
          <p class="hint">{t('feed.once')}</p>
        </>
      )}
      {madeAt && !address && <p>{t('feed.made', { day: dayOf(madeAt) })}</p>}
      <div class="buttons">
        {/* Repeatable: where it leads holds the secret, which is not to be kept with the form's key. */}
        <Form action={to('/calendar-feed')} repeatable class="inline">
          <input type="hidden" name="do" value="make" />
          <button type="submit" class={madeAt ? 'quiet-button' : undefined}>
            {madeAt ? t('feed.make_new') : t('feed.make')}
          </button>
        </Form>
        {madeAt && <Press to="/calendar-feed" label={t('feed.end')} values={{ do: 'end' }} />}
      </div>
    </div>
  );
}

function Address({ name, label, address }: { name: string; label: string; address: string }) {
  return (
    <p>
      <label for={name}>{label}</label>
      <input id={name} readOnly value={address} class="address" />
    </p>
  );
}

/** What a calendar program asks: no session, only the secret. */
export const calendarFiles = (Object.keys(FEEDS) as FeedName[]).map((name) => calendarFile(name));

function calendarFile(name: FeedName) {
  return hostPage({
    path: `/l/:library/calendar/:token/${name}.ics`,
    type: 'text/calendar; charset=utf-8',
    load: async (visit: Visit) => enterByFeed(visit.host, visit.param('library'), visit.param('token')),
    view: async ({ found: ctx, house, ...visit }) => {
      await limit({ house, ...visit }, 'feeds', hashOf(visit.param('token')).toString('hex'));
      const user = ctx.actor.userId ? await findUser(ctx, ctx.actor.userId) : null;
      const { t } = speak(user?.locale ?? ctx.library.locale, ctx.library.timeZone);
      const base = `${house.baseUrl}/l/${ctx.library.slug}`;
      const days = (await FEEDS[name](ctx)).map(({ kind, id, day, title, beside, page }) => ({
        ...{
          uid: `${kind}-${id}${kind === 'agreement_document' ? `-${day}-${hashOf(title).toString('hex').slice(0, 8)}` : ''}@common-table`,
          day,
          title: [`${beside}:`, SAID[kind] && t(SAID[kind]), title].filter(Boolean).join(' '),
          text: title,
        },
        link: addressOf(base, page as '/tasks/:id', { id }),
      }));
      const text = calendarText(days, ctx.now, {
        name: t(`feed.calendar_${name}`, { library: ctx.library.name }),
      });
      return new Response(text, {
        headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-cache' },
      });
    },
  });
}
