/**
 * The day in one look: what is due and what waits for me, one line to log what happened, and beside it what colleagues
 * did since I was last here and the partners I saw last. A new library is led through its first week instead.
 */
import { daysAfter, today } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { type PartnerName, partnerNames, partnersWithIds } from '../../rooms/partners/partner-list.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { firstWeek, type StepState } from '../../views/today/first-week.ts';
import { type News, newsSince } from '../../views/today/news.ts';
import { type DueGroup, todayOf } from '../../views/today/today.ts';
import { lastVisit } from '../shell/device.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Due } from './due.tsx';
import { FirstWeek } from './first-week.tsx';
import { NewsList } from './news.tsx';
import { QuickLog } from './quick-log.tsx';

export const home = libraryPage({
  path: '',
  may: anyMember,
  view: async (visit) => ({
    title: visit.ctx.library.name,
    heading: visit.language.longDay(today(visit.ctx)),
    body: <Today {...(await allOf(visit))} />,
  }),
});

/** For whoever was never here before, a week is what is new. */
const WEEK = 7;

async function allOf({ ctx, remembered }: LibraryVisit) {
  return {
    groups: await todayOf(ctx),
    steps: await firstWeek(ctx),
    news: await newsSince(ctx, new Date(lastVisit(remembered, ctx.library.slug, ctx.now) || daysAfter(ctx.now, -WEEK))),
    seen: await partnersWithIds(ctx, remembered?.seen ?? []),
    names: (await partnerNames(ctx, '', [])).names,
  };
}

type All = { groups: DueGroup[]; steps: StepState[] | null; news: News[]; seen: PartnerName[]; names: PartnerName[] };

function Today({ groups, steps, news, seen, names }: All) {
  return (
    <div class="two-columns">
      <div>
        {steps && <FirstWeek steps={steps} />}
        <QuickLog names={names} />
        {groups.length === 0 && !steps && <NothingDue />}
        {groups.map((group) => (
          <Due key={group.heading} group={group} />
        ))}
      </div>
      <Beside news={news} seen={seen} />
    </div>
  );
}

function Beside({ news, seen }: Pick<All, 'news' | 'seen'>) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <aside aria-label={t('home.beside')}>
      <NewsList news={news} />
      {seen.length > 0 && (
        <section class="part no-print">
          <h2>{t('home.seen')}</h2>
          <ul class="plain lines">
            {seen.map(({ id, name }) => (
              <li key={id}>
                <a href={to('/partners/:id', { id })}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="part">
        <h2>{t('gaps.link')}</h2>
        <p>
          <Link to="/gaps">{t('home.gaps')}</Link>
        </p>
      </section>
    </aside>
  );
}

function NothingDue() {
  const { t } = useLanguage();
  const { may } = useAround();
  const mayAdd = may('/partners/new');
  return (
    <Empty text={t('home.no_steps')}>
      <Link class="button" to={mayAdd ? '/partners/new' : '/partners'}>
        {mayAdd ? t('partners.add') : t('nav.partners')}
      </Link>
    </Empty>
  );
}
