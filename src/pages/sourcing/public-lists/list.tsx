/**
 * Looking for strangers in the host's catalogue. The question is all in the address; the two buttons of a row post to
 * that same address, so that the list one is working through stays where it is.
 */
import type { Ctx } from '../../../house/ctx.ts';
import type { House } from '../../../house/furnish.ts';
import { type Sector, sectorsOf } from '../../../rooms/directory/sectors.ts';
import { isZip } from '../../../rooms/places/places.ts';
import {
  dismissFromCatalogue,
  mayAnswer,
  organizationLike,
  type PageHere,
  promoteFromCatalogue,
  searchStrangers,
} from '../../../rooms/sourcing/leads/catalogue-answers.ts';
import { type CatalogueFilter, catalogueFilter, MILES } from '../../../rooms/sourcing/public-lists/filter.ts';
import { catalogueIsEmpty, statesOf } from '../../../rooms/sourcing/public-lists/search.ts';
import { Empty } from '../../../ui/bits.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { PartnerTabs } from '../../partners/tabs.tsx';
import { type App, type LibraryVisit, libraryPage } from '../../shell/door.tsx';
import { text } from '../../shell/form-body.ts';
import { StrangerTable } from './table.tsx';

export function catalogueListPages(app: App, house: House): void {
  libraryPage(app, house, '/catalogue', {
    show: async (visit, again) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      const filter = catalogueFilter.parse(Object.fromEntries(url.searchParams));
      const [page, sectors, states] = [await searchStrangers(ctx, filter), await sectorsOf(ctx), await statesOf(ctx)];
      const known = again ? await knownOne(ctx, again) : undefined;
      return {
        title: t('catalogue.title'),
        section: 'partners',
        glyphs: true,
        body: (
          <>
            <div class="title-row">
              <h1>{t('catalogue.title')}</h1>
              <a class="no-print" href={`${base}/catalogue/dismissed`}>
                {t('catalogue.dismissed_link')}
              </a>
            </div>
            <PartnerTabs base={base} here="/catalogue" actor={ctx.actor} />
            {again && <Refusal again={again} known={known} base={base} />}
            <p>{t('catalogue.text')}</p>
            <Filters filter={filter} sectors={sectors} states={states} base={base} />
            <Summary page={page} filter={filter} />
            {page.rows.length > 0 ? (
              <StrangerTable
                page={page}
                sectors={sectors}
                base={base}
                search={url.search}
                mayAnswer={mayAnswer(ctx.actor)}
                near={filter.near !== ''}
              />
            ) : (
              <Nothing
                empty={states.length === 0 && (await catalogueIsEmpty(ctx))}
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
      to: `${base}/partners/${await promoteFromCatalogue(ctx, source, sourceKey)}`,
      notice: 'notice.partner_added' as const,
    };
  const removal = await dismissFromCatalogue(ctx, source, sourceKey);
  return { to: `${base}/catalogue${url.search}`, notice: 'notice.catalogue_dismissed' as const, removal };
}

type Known = Awaited<ReturnType<typeof organizationLike>>;
const knownOne = (ctx: Ctx, { values }: Again): Promise<Known> =>
  organizationLike(ctx, text(values.source), text(values.source_key));

/** Why a stranger was not added, with the way to the one that the library has. */
function Refusal({ again, known, base }: { again: Again; known: Known; base: string }) {
  const { t, message } = useLanguage();
  return (
    <section class="error-summary" role="alert" tabIndex={-1} autofocus>
      {Object.entries(again.errors).map(([name, error]) => (
        <p key={name}>{message(error)}</p>
      ))}
      {known?.partner_id && (
        <p>
          <a href={`${base}/partners/${known.partner_id}`}>{t('catalogue.open_known', { name: known.name })}</a>
        </p>
      )}
    </section>
  );
}

type FilterProps = { filter: CatalogueFilter; sectors: Sector[]; states: string[]; base: string };

function Filters({ filter, sectors, states, base }: FilterProps) {
  const { t, words } = useLanguage();
  const any = { value: '', label: t('filter.any') };
  const bySector = [any, ...sectors.map((sector) => ({ value: sector.key, label: words(sector.label) }))];
  const byState = [any, ...states.map((state) => ({ value: state, label: state }))];
  const byMiles = MILES.map((miles) => ({ value: String(miles), label: t('catalogue.miles', { miles }) }));
  return (
    <form method="get" action={`${base}/catalogue`} class="filters no-print">
      <div class="field grow">
        <label for="catalogue-q">{t('catalogue.q')}</label>
        <input type="search" id="catalogue-q" name="q" value={filter.q} />
      </div>
      <Choice name="sector" label={t('filter.sector')} chosen={filter.sector} options={bySector} />
      <Choice name="state" label={t('catalogue.state')} chosen={filter.state} options={byState} />
      <div class="field">
        <label for="catalogue-near">{t('catalogue.near')}</label>
        <input
          type="text"
          id="catalogue-near"
          name="near"
          value={filter.near}
          inputmode="numeric"
          autocomplete="postal-code"
          class="short"
        />
      </div>
      <Choice name="miles" label={t('catalogue.within')} chosen={String(filter.miles)} options={byMiles} />
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
        {asked(filter) && <a href={`${base}/catalogue`}>{t('catalogue.clear')}</a>}
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
      <label for={`catalogue-${name}`}>{label}</label>
      <select id={`catalogue-${name}`} name={name}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

const asked = (filter: CatalogueFilter) => Boolean(filter.q || filter.sector || filter.state || filter.near);

function Summary({ page, filter }: { page: PageHere; filter: CatalogueFilter }) {
  const { t } = useLanguage();
  if (page.rows.length === 0) return null;
  return (
    <p class="summary" role="status">
      {page.mended && `${t('catalogue.mended', { typed: filter.q, mended: page.mended })} `}
      {page.next ? t('catalogue.some', { count: page.rows.length }) : t('catalogue.count', { count: page.rows.length })}
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
  filter: CatalogueFilter;
  base: string;
}) {
  const { t } = useLanguage();
  if (empty) {
    return (
      <Empty text={t('catalogue.empty')}>
        <p>{t('catalogue.empty_how')}</p>
      </Empty>
    );
  }
  if (page.next) return <Empty text={t('catalogue.all_dismissed')} />;
  return (
    <Empty
      text={
        page.unknownPlace
          ? t(isZip(filter.near) ? 'leads.place_nowhere' : 'catalogue.unknown_place', { place: filter.near })
          : t('catalogue.none')
      }
    >
      <a href={`${base}/catalogue`}>{t('catalogue.clear')}</a>
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
        {page.rows.length > 0 ? t('paging.next') : t('catalogue.go_on')}
      </a>
    </nav>
  );
}
