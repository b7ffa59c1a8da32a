/**
 * The head of every page: whose house it is, the one search, the quick way to log, and oneself; under it the menu. On a
 * phone the menu is a bar at the bottom, of four parts and "More". None of it needs a script, and none is printed.
 */
import { useLanguage } from '../../ui/here.ts';
import type { Inside } from './inside.ts';
import { MENU, type Part, type Standing } from './menu.ts';
import { Seek } from './seek.tsx';
import type { Visit } from './visit.ts';

type InsideProps = { inside: Inside; standing: Standing | null };
type HeadProps = {
  inside: Inside | null;
  standing: Standing | null;
  visitor: Visit['visitor'];
  q: string | undefined;
};

export function Head({ inside, standing, visitor, q }: HeadProps) {
  const { t } = useLanguage();
  return (
    <header class="top">
      <a class="skip" href="#main">
        {t('nav.skip')}
      </a>
      <div class="bar">
        <Brand inside={inside} />
        {inside && <Seek action={inside.to('/search')} q={q} />}
        {inside?.may('/interactions/new') && (
          <a class="button log" href={inside.to('/interactions/new')}>
            {t('nav.log')}
          </a>
        )}
        {visitor && <Me visitor={visitor} inside={inside} />}
      </div>
      {inside && <Menu inside={inside} standing={standing} />}
      {inside && standing && <Places inside={inside} standing={standing} />}
    </header>
  );
}

function Brand({ inside }: { inside: Inside | null }) {
  if (!inside)
    return (
      <p class="brand">
        <a href="/">Common Table</a>
      </p>
    );
  return (
    <p class="brand">
      <a href={inside.to('')}>
        {inside.look.logo && <img src={inside.to('/files/:sha256', { sha256: inside.look.logo })} alt="" />}
        <span>
          {inside.name} <small>Common Table</small>
        </span>
      </a>
    </p>
  );
}

/** The parts that have a place which the reader may open; in the menu each leads to the first of them. */
export const partsFor = ({ may }: Inside): Part[] =>
  MENU.map((part) => ({ ...part, places: part.places.filter(({ path }) => may(path)) })).filter(
    ({ places }) => places.length > 0,
  );

function Menu({ inside, standing }: InsideProps) {
  const { t } = useLanguage();
  const parts = partsFor(inside).filter(({ own }) => !own);
  return (
    <nav class="menu" aria-label={t('nav.main')}>
      <ul>
        {parts.map(({ label, places: [first] }, at) => (
          <li key={label} class={at < ON_A_PHONE ? undefined : 'wide'}>
            <a href={inside.to(first?.path ?? '')} aria-current={standing?.part.label === label ? 'true' : undefined}>
              {t(label)}
            </a>
          </li>
        ))}
        <li class="more">
          <a href={inside.to('/more')}>{t('nav.more')}</a>
        </li>
      </ul>
    </nav>
  );
}

/** So many parts have room in the bar at the bottom, beside "More". */
const ON_A_PHONE = 4;

/** The places of the part that is open. A part of one place is that place. */
function Places({ inside, standing: { part, place } }: InsideProps & { standing: Standing }) {
  const { t } = useLanguage();
  const places = part.places.filter(({ path }) => inside.may(path));
  if (places.length < 2) return null;
  return (
    <nav class="places" aria-label={t(part.label)}>
      <ul>
        {places.map(({ path, label }) => (
          <li key={path}>
            <a href={inside.to(path)} aria-current={path === place.path ? 'true' : undefined}>
              {t(label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Me({ visitor, inside }: { visitor: NonNullable<Visit['visitor']>; inside: Inside | null }) {
  const { t } = useLanguage();
  const settings = inside && partsFor(inside).find(({ own }) => own);
  return (
    <details class="me">
      <summary>
        <span class="unseen">{t('nav.account')}: </span>
        {visitor.name}
      </summary>
      <ul>
        <li>
          <a href="/account">{t('nav.account')}</a>
        </li>
        {settings && (
          <li>
            <a href={inside.to(settings.places[0]?.path ?? '')}>{t(settings.label)}</a>
          </li>
        )}
        {inside && (
          <li>
            <a href={inside.to('/calendar-feed')}>{t('feed.title')}</a>
          </li>
        )}
        <li>
          <a href="/libraries">{t('libraries.title')}</a>
        </li>
        <li>
          <a href="/sign-out">{t('sign_out.button')}</a>
        </li>
      </ul>
    </details>
  );
}
