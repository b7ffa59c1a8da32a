/**
 * Looking for organizations in the host's public lists. The question is all in the address; the two buttons of a row
 * post to that same address, so that the list one is working through stays where it is.
 */
import type { Ctx } from '../../../house/ctx.ts';
import type { House } from '../../../house/furnish.ts';
import { type Sector, sectorsOf } from '../../../rooms/directory/sectors.ts';
import { isZip } from '../../../rooms/places/places.ts';
import {
  dismissListed,
  mayAnswer,
  organizationLike,
  type PageHere,
  promoteListed,
  searchForLibrary,
} from '../../../rooms/sourcing/leads/listed-answers.ts';
import { MILES, type PublicListsFilter, publicListsFilter } from '../../../rooms/sourcing/public-lists/filter.ts';
import { publicListsAreEmpty, statesOf } from '../../../rooms/sourcing/public-lists/search.ts';
import { Empty } from '../../../ui/bits.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { PartnerTabs } from '../../partners/tabs.tsx';
import { type App, type LibraryVisit, libraryPage } from '../../shell/door.tsx';
import { text } from '../../shell/form-body.ts';
import { ListedTable } from './table.tsx';

export function publicListsSearchPages(app: App, house: House): void {
  libraryPage(app, house, '/public-lists', {
    show: async (visit, again) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      const filter = publicListsFilter.parse(Object.fromEntries(url.searchParams));
      const [page, sectors, states] = [await searchForLibrary(ctx, filter), await sectorsOf(ctx), await statesOf(ctx)];
      const known = again ? await knownOne(ctx, again) : undefined;
      return {
        title: t('public_lists.title'),
        section: 'partners',
        glyphs: true,
        body: (
          <>
            <div class="title-row">
              <h1>{t('public_lists.title')}</h1>
              <a class="no-print" href={`${base}/public-lists/dismissed`}>
                {t('public_lists.dismissed_link')}
              </a>
            </div>
            <PartnerTabs base={base} here="/public-lists" actor={ctx.actor} />
            {again && <Refusal again={again} known={known} base={base} />}
            <p>{t('public_lists.text')}</p>
            <Filters filter={filter} sectors={sectors} states={states} base={base} />
            <Summary page={page} filter={filter} />
            {page.rows.length > 0 ? (
              <ListedTable
                page={page}
                sectors={sectors}
                base={base}
                search={url.search}
                mayAnswer={mayAnswer(ctx.actor)}
                near={filter.near !== ''}
              />
            ) : (
              <Nothing
                empty={states.length === 0 && (await publicListsAreEmpty(ctx))}
                page={page}
                filter={filter}
                base={base}
              />
            )}
            <Paging page={page} url={url} />
          </>
        ),
      };
    },
    submit: async (visit, fields) => answer(visit, text(fields.answer), text(fields.source), text(fields.source_key)),
  });
}

async function answer({ ctx, base, url }: LibraryVisit, what: string, source: string, sourceKey: string) {
  if (what === 'promote')
    return {
      to: `${base}/partners/${await promoteListed(ctx, source, sourceKey)}`,
      notice: 'notice.partner_added' as const,
    };
  const removal = await dismissListed(ctx, source, sourceKey);
  return { to: `${base}/public-lists${url.search}`, notice: 'notice.listed_organization_dismissed' as const, removal };
}

type Known = Awaited<ReturnType<typeof organizationLike>>;
const knownOne = (ctx: Ctx, { values }: Again): Promise<Known> =>
  organizationLike(ctx, text(values.source), text(values.source_key));

/** Why a listed organization was not added, with the way to the one that the library has. */
function Refusal({ again, known, base }: { again: Again; known: Known; base: string }) {
  const { t, message } = useLanguage();
  return (
    <section class="error-summary" role="alert" tabIndex={-1} autofocus>
      {Object.entries(again.errors).map(([name, error]) => (
        <p key={name}>{message(error)}</p>
      ))}
      {known?.partner_id && (
        <p>
          <a href={`${base}/partners/${known.partner_id}`}>{t('public_lists.open_known', { name: known.name })}</a>
        </p>
      )}
    </section>
  );
}

type FilterProps = { filter: PublicListsFilter; sectors: Sector[]; states: string[]; base: string };

function Filters({ filter, sectors, states, base }: FilterProps) {
  const { t, words } = useLanguage();
  const any = { value: '', label: t('filter.any') };
  const bySector = [any, ...sectors.map((sector) => ({ value: sector.key, label: words(sector.label) }))];
  const byState = [any, ...states.map((state) => ({ value: state, label: state }))];
  const byMiles = MILES.map((miles) => ({ value: String(miles), label: t('public_lists.miles', { miles }) }));
  return (
    <form method="get" action={`${base}/public-lists`} class="filters no-print">
      <div class="field grow">
        <label for="public-lists-q">{t('public_lists.q')}</label>
        <input type="search" id="public-lists-q" name="q" value={filter.q} />
      </div>
      <Choice name="sector" label={t('filter.sector')} chosen={filter.sector} options={bySector} />
      <Choice name="state" label={t('public_lists.state')} chosen={filter.state} options={byState} />
      <div class="field">
        <label for="public-lists-near">{t('public_lists.near')}</label>
        <input
          type="text"
          id="public-lists-near"
          name="near"
          value={filter.near}
          inputmode="numeric"
          autocomplete="postal-code"
          class="short"
        />
      </div>
      <Choice name="miles" label={t('public_lists.within')} chosen={String(filter.miles)} options={byMiles} />
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
        {asked(filter) && <a href={`${base}/public-lists`}>{t('public_lists.clear')}</a>}
      </p>
    </form>
  );
}

function Choice({
  name,
  label,
  chosen,
  options,
}: {
  name: string;
  label: string;
  chosen: string;
  options: { value: string; label: string }[];
}) {
  return (
    <div class="field">
      <label for={`public-lists-${name}`}>{label}</label>
      <select id={`public-lists-${name}`} name={name}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

const asked = (filter: PublicListsFilter) => Boolean(filter.q || filter.sector || filter.state || filter.near);

function Summary({ page, filter }: { page: PageHere; filter: PublicListsFilter }) {
  const { t } = useLanguage();
  if (page.rows.length === 0) return null;
  return (
    <p class="summary" role="status">
      {page.mended && `${t('public_lists.mended', { typed: filter.q, mended: page.mended })} `}
      {page.next
        ? t('public_lists.some', { count: page.rows.length })
        : t('public_lists.count', { count: page.rows.length })}
    </p>
  );
}

/** Why nothing is shown, and what one can do about it. */
function Nothing({
  empty,
  page,
  filter,
  base,
}: {
  empty: boolean;
  page: PageHere;
  filter: PublicListsFilter;
  base: string;
}) {
  const { t } = useLanguage();
  if (empty) {
    return (
      <Empty text={t('public_lists.empty')}>
        <p>{t('public_lists.empty_how')}</p>
      </Empty>
    );
  }
  if (page.next) return <Empty text={t('public_lists.all_dismissed')} />;
  return (
    <Empty
      text={
        page.unknownPlace
          ? t(isZip(filter.near) ? 'leads.place_nowhere' : 'public_lists.unknown_place', { place: filter.near })
          : t('public_lists.none')
      }
    >
      <a href={`${base}/public-lists`}>{t('public_lists.clear')}</a>
    </Empty>
  );
}

/** Only onwards: the browser's own way back is the way back. */
function Paging({ page, url }: { page: PageHere; url: URL }) {
  const { t } = useLanguage();
  if (!page.next) return null;
  const next = new URLSearchParams(url.searchParams);
  next.set('after', page.next);
  return (
    <nav class="paging" aria-label={t('paging.label')}>
      <a href={`${url.pathname}?${next}`} rel="next">
        {page.rows.length > 0 ? t('paging.next') : t('public_lists.go_on')}
      </a>
    </nav>
  );
}
