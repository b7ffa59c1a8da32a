/** The page around every page: head, skip link, navigation, notice. */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../house/messages.ts';
import { languageHere, readerHere, useLanguage } from '../../ui/here.ts';
import { GlyphSheet } from '../../ui/sector-glyph.tsx';
import { localeOptions } from '../accounts/locales.ts';
import { topicOf } from '../help/topics.ts';
import { Head } from './head.tsx';
import type { Inside } from './inside.ts';
import { type Around, aroundHere } from './link.tsx';
import { standingOf } from './menu.ts';
import { type Notice, NoticeBox } from './notice.tsx';
import { Title } from './title.tsx';
import type { Visit } from './visit.ts';

export type View = {
  title: string;
  /** Above the page, where it is other than its title; null where the page has a head of its own. */
  heading?: ComponentChildren;
  body: ComponentChildren;
  /** Scripts that upgrade this page, by island name (src/browser/*.ts). */
  islands?: string[];
  /** Whether the page shows sectors, and so needs their glyphs. */
  glyphs?: boolean;
  /** The records on the way from the list to here: the partner whose note is edited. */
  trail?: { label: string; href: string }[];
  /** What stands under the title, and what one can do here. */
  beside?: ComponentChildren;
  actions?: ComponentChildren;
  /** What was searched for. */
  q?: string;
  /** The record's row in its list, so that the way back leads there. */
  row?: string;
  /** The partner that this is about, for those seen last. */
  seen?: string;
  /** For somebody outside: whose page it is, and in which language. No menu, and no script. */
  guest?: { library: string; language: Language; look?: { logo: string | null } };
};

/** What the last form left: a notice to show, and the draft that can be deleted now (visit.ts, `draftOf`). */
export type Came = {
  notice?: Notice | null;
  draftDone?: string | undefined;
  inside?: Inside | null;
  /** The query that each list was last seen with. */
  lists?: Record<string, string>;
};

export function renderPage(visit: Visit, view: View, came: Came = {}): string {
  const html = languageHere.during(view.guest?.language ?? visit.language, () =>
    readerHere.during(visit.visitor?.userId ?? '', () =>
      aroundHere.during(visit as Around, () => renderToString(<Html visit={visit} view={view} came={came} />)),
    ),
  );
  return `<!doctype html>${html}`;
}

function Html({ visit, view, came }: { visit: Visit; view: View; came: Came }) {
  const { locale } = useLanguage();
  const { assets } = visit.house;
  // Whoever is signed in here sees a guest's page as the guest does.
  const { inside = null, draftDone } = view.guest ? {} : came;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{[...new Set([view.title, view.guest?.library ?? inside?.name ?? 'Common Table'])].join(' · ')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={assets.style} />
        {inside?.look.color && (
          <link rel="stylesheet" href={inside.to('/look/:color', { color: inside.look.color.slice(1) })} />
        )}
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        {[...(inside ? ['keys'] : []), ...(draftDone ? ['draft-done'] : []), ...(view.islands ?? [])].map((name) => (
          <script key={name} type="module" src={assets.islands[name]} />
        ))}
      </head>
      <body class={view.guest ? 'guest' : undefined}>
        {view.glyphs && <GlyphSheet />}
        {view.guest ? (
          <GuestWhole visit={visit} view={view} library={view.guest.library} />
        ) : (
          <>
            <Whole visit={visit} view={view} came={came} />
            <Footer visit={visit} />
          </>
        )}
      </body>
    </html>
  );
}

/** The page of a guest: whose it is, and in which language one reads it. */
function GuestWhole({ visit, view, library }: { visit: Visit; view: View; library: string }) {
  const { locale } = useLanguage();
  return (
    <>
      <header class="top">
        <div class="bar">
          <p class="brand">{library}</p>
          {localeOptions
            .filter(({ value }) => value !== locale)
            .map(({ value, label }) => (
              <a
                key={value}
                class="no-print"
                href={`${visit.url.pathname}?lang=${value}`}
                hreflang={value}
                lang={value}
              >
                {label}
              </a>
            ))}
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <p class="on-paper">{library}</p>
        <h1>{view.title}</h1>
        {view.body}
      </main>
    </>
  );
}

function Whole({ visit, view, came }: { visit: Visit; view: View; came: Came }) {
  const { inside = null, notice, draftDone, lists = {} } = came;
  const path = visit.page?.path ?? '';
  const standing = visit.page?.kind === 'library' ? standingOf(path) : null;
  const topic = visit.page && topicOf(path);
  return (
    <>
      <Head inside={inside} standing={standing} visitor={visit.visitor} q={view.q} />
      <main id="main" tabIndex={-1}>
        {notice && <NoticeBox notice={notice} />}
        {draftDone && <span hidden data-island="draft-done" data-draft={draftDone} />}
        {inside && visit.ctx && (
          <p class="on-paper">
            {[inside.name, ...(view.trail ?? []).map(({ label }) => label), visit.language.dayOf(visit.ctx.now)].join(
              ' · ',
            )}
          </p>
        )}
        <Title {...{ view, standing, path, inside, lists }} help={topic && `/help/${topic}`} />
        {view.body}
      </main>
    </>
  );
}

function Footer({ visit }: { visit: Visit }) {
  const { t } = useLanguage();
  return (
    <footer class="bottom">
      {visit.ctx && <p class="quiet">{t('footer.public_record')}</p>}
      <p class="buttons">
        <a href="/help">{t('help.title')}</a>
        <a href="/about">{t('nav.about')}</a>
      </p>
    </footer>
  );
}
