/** Everything the reader may see, found by words, from the field at the head of each page. */
import { z } from 'zod';
import { anyMember } from '../../rooms/accounts/account.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Found, search as find, HITS_PER_PAGE, type Hit, type HitGroup } from '../../views/search/search.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

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
  view: async ({ ctx, url, language }) => {
    const query = asked.parse(Object.fromEntries(url.searchParams));
    const title = language.t('search.title');
    return {
      title: query.q ? `${query.q} · ${title}` : title,
      heading: title,
      q: query.q,
      body: <Search asked={query} found={query.q ? await find(ctx, query) : null} />,
    };
  },
});

function Search({ asked: { q, kind, page }, found }: { asked: AskedFor; found: Found | null }) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      {found && (
        <p class="summary" role="status">
          {found.groups.length > 0 && found.nearly && t('search.nearly', { words: q })}
        </p>
      )}
      {found && found.groups.length === 0 && <Empty text={t('search.none', { words: q })} />}
      {found?.groups.map((group) => (
        <Group key={group.kind} group={group} asked={{ q, kind, page }} />
      ))}
    </div>
  );
}

function Group({ group: { kind, heading, total, hits }, asked }: { group: HitGroup; asked: AskedFor }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const { q, page } = asked;
  return (
    <section aria-labelledby={kind}>
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
