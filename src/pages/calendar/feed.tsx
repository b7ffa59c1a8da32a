/**
 * One's own steps and tasks in one's own calendar: a secret address that calendar programs ask again and again. It is
 * shown once, when it is made.
 */

import { calendarText } from '../../house/icalendar.ts';
import { hashOf } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { endFeed, enterByFeed, feedOf, makeFeed } from '../../rooms/accounts/calendar-feeds.ts';
import { findUser } from '../../rooms/accounts/users.ts';
import { Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { datesOf } from '../../views/calendar/calendar.ts';
import { addressOf } from '../shell/address.ts';
import { redirect } from '../shell/landing.ts';
import { Press, useAround } from '../shell/link.tsx';
import { hostPage, libraryPage } from '../shell/page.ts';
import { type LibraryVisit, limit, type Visit } from '../shell/visit.ts';

const PATH = '/l/:library/calendar/:token/steps.ics';

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

type Now = { madeAt: Date | null; address: string | null };

async function feedNow({ ctx, house, base }: LibraryVisit, token: string | null): Promise<Now> {
  const feed = await feedOf(ctx);
  const mine = feed && token && hashOf(token).equals(feed.token_hash);
  return {
    madeAt: feed?.made_at ?? null,
    address: mine ? `${house.baseUrl}${base}/calendar/${token}/steps.ics` : null,
  };
}

function Feed({ madeAt, address }: Now) {
  const { t, dayOf } = useLanguage();
  const { to } = useAround();
  return (
    <div class="narrow">
      <p>{t('feed.text')}</p>
      {address && (
        <p>
          <label for="feed-address">{t('feed.address')}</label>
          <input id="feed-address" readOnly value={address} class="address" />
          <span class="hint">{t('feed.once')}</span>
        </p>
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

/** What a calendar program asks: no session, only the secret. */
export const calendarFile = hostPage({
  path: PATH,
  type: 'text/calendar; charset=utf-8',
  load: async (visit: Visit) => enterByFeed(visit.host, visit.param('library'), visit.param('token')),
  view: async ({ found: ctx, house, ...visit }) => {
    await limit({ house, ...visit }, 'feeds', hashOf(visit.param('token')).toString('hex'));
    const user = ctx.actor.userId ? await findUser(ctx, ctx.actor.userId) : null;
    const { t } = speak(user?.locale ?? ctx.library.locale, ctx.library.timeZone);
    const base = `${house.baseUrl}/l/${ctx.library.slug}`;
    const days = (await datesOf(ctx)).map(({ kind, id, day, title, beside, page }) => ({
      ...{ uid: `${kind}-${id}@common-table`, day, title: `${beside}: ${title}`, text: title },
      link: addressOf(base, page as '/tasks/:id', { id }),
    }));
    const text = calendarText(days, ctx.now, { name: t('feed.calendar', { library: ctx.library.name }) });
    return new Response(text, {
      headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-cache' },
    });
  },
});
