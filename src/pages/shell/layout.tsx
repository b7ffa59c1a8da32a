/** The page around every page: head, skip link, navigation, notice. */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { MessageKey } from '../../house/messages.ts';
import { languageHere, readerHere, useLanguage } from '../../ui/here.ts';
import { GlyphSheet } from '../../ui/sector-glyph.tsx';
import { type Around, aroundHere, Link, useAround } from './link.tsx';
import { type Notice, NoticeBox } from './notice.tsx';
import { Seek } from './seek.tsx';
import type { Visit } from './visit.ts';

export type View = {
  title: string;
  body: ComponentChildren;
  /** Scripts that upgrade this page, by island name (src/browser/*.ts). */
  islands?: string[];
  /** Whether the page shows sectors, and so needs their glyphs. */
  glyphs?: boolean;
  /** The navigation entry this page belongs to. */
  section?: Section;
};
export type Section = 'home' | 'search' | 'partners' | 'sectors' | 'worksheets' | 'guide' | 'settings';

const NAVIGATION: [Section, MessageKey, string][] = [
  ['home', 'nav.home', ''],
  ['partners', 'nav.partners', '/partners'],
  ['sectors', 'nav.sectors', '/sectors'],
  ['worksheets', 'nav.worksheets', '/worksheets'],
  ['guide', 'nav.guide', '/factors'],
  ['settings', 'nav.settings', '/settings'],
];

/** What the last form left: a notice to show, and the draft that can be deleted now (visit.ts, `draftOf`). */
export type Came = { notice?: Notice | null; draftDone?: string };

export function renderPage(visit: Visit, view: View, came: Came = {}): string {
  const html = languageHere.during(visit.language, () =>
    readerHere.during(visit.visitor?.userId ?? '', () =>
      aroundHere.during(visit as Around, () => renderToString(<Html visit={visit} view={view} came={came} />)),
    ),
  );
  return `<!doctype html>${html}`;
}

function Html({ visit, view, came: { notice, draftDone } }: { visit: Visit; view: View; came: Came }) {
  const { locale } = useLanguage();
  const { assets } = visit.house;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{[...new Set([view.title, visit.ctx?.library.name ?? 'Common Table'])].join(' · ')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        {[...(draftDone ? ['draft-done'] : []), ...(view.islands ?? [])].map((name) => (
          <script key={name} type="module" src={assets.islands[name]} />
        ))}
      </head>
      <body>
        {view.glyphs && <GlyphSheet />}
        <Header visit={visit} section={view.section} />
        <main id="main" tabIndex={-1}>
          {notice && <NoticeBox notice={notice} />}
          {draftDone && <span hidden data-island="draft-done" data-draft={draftDone} />}
          {view.body}
        </main>
        <Footer visit={visit} />
      </body>
    </html>
  );
}

function Header({ visit: { ctx, visitor, to }, section }: { visit: Visit; section: Section | undefined }) {
  const { t } = useLanguage();
  return (
    <header class="top">
      <a class="skip" href="#main">
        {t('nav.skip')}
      </a>
      <p class="wordmark">
        <a href={ctx ? to('') : '/'}>Common Table</a>
        {ctx && <span class="library">{ctx.library.name}</span>}
      </p>
      {ctx && <Navigation section={section} />}
      {ctx && section !== 'search' && <Seek />}
      {visitor && (
        <nav class="person" aria-label={t('nav.account')}>
          <a href="/account">{visitor.name}</a>
        </nav>
      )}
    </header>
  );
}

function Navigation({ section }: { section: Section | undefined }) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <nav aria-label={t('nav.main')}>
      <ul>
        {NAVIGATION.filter(([, , path]) => may(path)).map(([name, label, path]) => (
          <li key={name}>
            <Link to={path} aria-current={section === name ? 'true' : undefined}>
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Footer({ visit }: { visit: Visit }) {
  const { t } = useLanguage();
  return (
    <footer class="bottom">
      {visit.ctx && <p class="quiet">{t('footer.public_record')}</p>}
      <p>
        <a href="/about">{t('nav.about')}</a>
      </p>
    </footer>
  );
}
