/** Checks that were kept: what was asked and found on one day, to be printed as evidence. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { population } from '../../rooms/guide/guide.ts';
import { mayCheckOverlap, type OverlapCheck } from '../../rooms/overlaps/overlap.ts';
import { checksOf, findCheck, removeCheck } from '../../rooms/overlaps/overlaps.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Hits } from './hits.tsx';

export const checkList = libraryPage({
  path: '/overlap-checks',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('overlaps.checks'),
    actions: (
      <Link class="button" to="/overlap">
        {t('overlaps.title')}
      </Link>
    ),
    body: <Checks checks={await checksOf(ctx, null)} />,
  }),
});

export const partnerChecks = libraryPage<Partner>({
  path: '/partners/:id/overlap-checks',
  may: anyMember,
  load: partnerOf,
  view: async (asked) => ({
    title: asked.language.t('overlaps.checks_with', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    actions: (
      <Link class="button" to="/overlap" at={{ partner: asked.found.id }}>
        {asked.language.t('overlaps.title')}
      </Link>
    ),
    body: <Checks checks={await checksOf(asked.ctx, asked.found.id)} />,
  }),
});

function Checks({ checks }: { checks: OverlapCheck[] }) {
  const { t, dayOf } = useLanguage();
  const { to } = useAround();
  if (checks.length === 0) return <Empty text={t('overlaps.no_checks')} />;
  return (
    <ul class="plain lines">
      {checks.map(({ id, need, partner, who, made_at, hits }) => (
        <li key={id}>
          <a href={to('/overlap-checks/:id', { id })}>{need}</a>
          <span class="quiet block">
            {[t('overlaps.found', { count: alikeIn(hits).length }), partner, who, dayOf(made_at)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

const alikeIn = (hits: OverlapCheck['hits']) => hits.filter(({ sure }) => sure !== 'different');

const checkOf = ({ ctx, id }: LibraryVisit) => findCheck(ctx, id());

export const showCheck = libraryPage<OverlapCheck>({
  path: '/overlap-checks/:id',
  may: anyMember,
  load: checkOf,
  view: ({ ctx, found: check, language: { t, dayOf } }) => ({
    title: t('overlaps.check_title', { need: check.need }),
    actions: <Press to="/overlap-checks/:id/removal" at={{ id: check.id }} label={t('interaction.remove')} />,
    body: (
      <>
        <p class="quiet">
          {t('overlaps.check_by', { library: ctx.library.name, who: check.who, day: dayOf(check.made_at) })}
        </p>
        <Asked check={check} />
        <Found check={check} />
      </>
    ),
  }),
});

function Asked({ check }: { check: OverlapCheck }) {
  const { t, words, list, day } = useLanguage();
  const served = check.populations.flatMap((key) => population(key)?.label ?? []).map(words);
  const lines = [
    check.partner && t('overlaps.asked_with', { partner: check.partner }),
    served.length > 0 && t('overlaps.asked_people', { people: list(served) }),
    check.near && t('overlaps.asked_near', { miles: check.miles, zip: check.near }),
    check.starts_on && t('overlaps.asked_from', { day: day(check.starts_on) }),
    check.ends_on && t('overlaps.asked_until', { day: day(check.ends_on) }),
  ];
  return <p>{lines.filter(Boolean).join(' · ')}</p>;
}

function Found({ check: { hits, set_aside } }: { check: OverlapCheck }) {
  const { t, list } = useLanguage();
  const alike = alikeIn(hits);
  const others = hits.filter((hit) => !alike.includes(hit));
  return (
    <>
      <h2>{t('overlaps.found', { count: alike.length })}</h2>
      {alike.length === 0 && <p>{t('overlaps.nothing')}</p>}
      <Hits hits={alike} />
      {others.length > 0 && (
        <>
          <h2>{t('overlaps.others', { count: others.length })}</h2>
          <Hits hits={others} />
        </>
      )}
      {set_aside.length > 0 && (
        <p>
          {t('overlaps.aside', { count: set_aside.length })}: {list(set_aside)}.
        </p>
      )}
      <p class="quiet">{t('overlaps.basis')}</p>
    </>
  );
}

export const checkRemoval = libraryPage<OverlapCheck>({
  path: '/overlap-checks/:id/removal',
  may: mayCheckOverlap,
  load: checkOf,
  view: ({ found: { id }, to }) => redirect(to('/overlap-checks/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeCheck(ctx, id);
    return go('/overlap-checks').saying('notice.removed', { removal });
  },
});
