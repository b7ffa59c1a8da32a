/** The library's first page: what waits for the one who looks. */
import { today } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type DueGroup, type DueItem, todayOf } from '../../views/today/today.ts';
import { DueOn } from '../partners/standing.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const home = libraryPage({
  path: '',
  may: anyMember,
  view: async ({ ctx }) => ({
    title: ctx.library.name,
    section: 'home',
    body: <ForToday groups={await todayOf(ctx)} />,
  }),
});

function ForToday({ groups }: { groups: DueGroup[] }) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  return (
    <>
      <h1>{t('home.greeting', { name: ctx.actor.name.split(' ')[0] ?? '' })}</h1>
      {groups.length === 0 && <NothingDue />}
      {groups.map((group) => (
        <Group key={group.heading} group={group} />
      ))}
      <p>
        <Link to="/gaps">{t('gaps.link')}</Link>
      </p>
    </>
  );
}

function Group({ group: { heading, total, items } }: { group: DueGroup }) {
  const { t, message } = useLanguage();
  return (
    <section>
      <h2>{message({ key: heading, values: { count: total } })}</h2>
      <ul class="plain lines">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {total > items.length && <p class="quiet">{t('home.more', { count: total - items.length })}</p>}
    </section>
  );
}

function Item({ item: { id, page, title, text, due_on, who } }: { item: DueItem }) {
  const { to, ctx } = useAround();
  return (
    <li>
      <a href={to(page, { id })}>{title}</a>
      {text && `: ${text}`} {due_on && <DueOn day={due_on} today={today(ctx)} />}
      {who && <span class="quiet"> · {who}</span>}
    </li>
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
