/** Everything the reader may see, found by words, from the field at the head of each page. */
import { z } from 'zod';
import { plainWords } from '../../house/plain-words.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Found, search as find, HITS_PER_PAGE, type Hit, type HitGroup } from '../../views/search/search.ts';
import { topicsWith } from '../help/topics.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

const asked = z.object({
  q: z
    .string()
    .trim()
    .catch('')
    .transform((q) => q.slice(0, 200)),
  kind: z.string().regex(/^\w+$/).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
type AskedFor = z.infer<typeof asked>;

export const search = libraryPage({
  path: '/search',
  may: anyMember,
  view: async (visit) => {
    const { ctx, url, language } = visit;
    const query = asked.parse(Object.fromEntries(url.searchParams));
    const title = language.t('search.title');
    return {
      title: query.q ? `${query.q} · ${title}` : title,
      heading: title,
      q: query.q,
      body: (
        <Search asked={query} found={query.q ? await find(ctx, query) : null} beside={await besideOf(visit, query)} />
      ),
    };
  },
});

type Beside = { title: string; href: string; text: string };
type Props = { asked: AskedFor; found: Found | null; beside: Beside[] };

function Search({ asked: { q, kind, page }, found, beside }: Props) {
  const { t } = useLanguage();
  return (
    <div class="hits">
      {found && (
        <p class="summary" role="status">
          {found.groups.length > 0 && found.nearly && t('search.nearly', { words: q })}
        </p>
      )}
      {found && found.groups.length + beside.length === 0 && <Empty text={t('search.none', { words: q })} />}
      {found && <Kinds asked={{ q, kind, page }} groups={found.groups} />}
      {found?.groups.map((group) => (
        <Group key={group.kind} group={group} asked={{ q, kind, page }} />
      ))}
      {beside.length > 0 && (
        <section class="part" aria-labelledby="beside">
          <h2 id="beside">{t('search.beside')}</h2>
          <ul class="plain lines">
            {beside.map(({ title, href, text }) => (
              <li key={href}>
                <a href={href}>{title}</a> <span class="quiet">{text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Of how many kinds something was found, and the way to each alone, and back to all. */
function Kinds({ asked: { q, kind }, groups }: { asked: AskedFor; groups: HitGroup[] }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  if (groups.length < 2 && kind === '') return null;
  const chip = (href: string, label: string, on: boolean) => (
    <a key={href} href={href} class={on ? 'chip on' : 'chip'} aria-current={on ? 'true' : undefined}>
      {label}
    </a>
  );
  return (
    <nav class="chips" aria-label={t('search.kinds')}>
      {chip(to('/search', { q }), t('search.every_kind'), kind === '')}
      {groups.map((group) =>
        chip(
          to('/search', { q, kind: group.kind }),
          message({ key: group.heading, values: { count: group.total } }),
          kind === group.kind,
        ),
      )}
    </nav>
  );
}

/** What no room keeps rows of, but people look for all the same: the sectors, by their words, and the help. */
async function besideOf({ ctx, language, to }: LibraryVisit, { q, kind }: AskedFor): Promise<Beside[]> {
  const wanted = plainWords(q);
  if (wanted.length === 0 || kind !== '') return [];
  const sectors = (await sectorsOf(ctx))
    .filter(({ label }) => {
      const said = plainWords(language.words(label));
      return wanted.every((word) => said.some((each) => each.startsWith(word)));
    })
    .map(({ key, label }) => ({
      title: language.words(label),
      href: to('/partners', { sector: key }),
      text: language.t('filter.sector'),
    }));
  const help = topicsWith(q, language.locale).map(([key, topic]) => ({
    title: language.t('help.with', { title: topic.title }),
    href: `/help/${key}`,
    text: topic.for,
  }));
  return [...sectors, ...help.slice(0, MOST_HELP)];
}
const MOST_HELP = 5;

function Group({ group: { kind, heading, total, hits }, asked }: { group: HitGroup; asked: AskedFor }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const { q, page } = asked;
  return (
    <section class="part" aria-labelledby={kind}>
      <h2 id={kind}>{message({ key: heading, values: { count: total } })}</h2>
      <ul class="plain lines">
        {hits.map((hit, at) => (
          <Line key={at} hit={hit} />
        ))}
      </ul>
      {asked.kind === '' ? (
        total > hits.length && (
          <Link to="/search" at={{ q, kind }}>
            {t('search.all', { count: total })}
          </Link>
        )
      ) : (
        <Paging
          page={page}
          pages={Math.ceil(total / HITS_PER_PAGE)}
          address={(page) => to('/search', { q, kind, page })}
        />
      )}
    </section>
  );
}

function Line({ hit: { id, page, title, beside, only_me } }: { hit: Hit }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <li class={only_me ? 'no-print' : undefined}>
      <a href={to(page, { id })}>{title}</a> {beside && <span class="quiet">{beside}</span>}
      {only_me && <span class="private"> {t('audience.me_mark')}</span>}
    </li>
  );
}
