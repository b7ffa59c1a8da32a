/** The files of the exports page, each at its own address. */
import { csvParts } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { atOneMoment } from '../../house/db.ts';
import type { House } from '../../house/furnish.ts';
import { streamOf } from '../../house/stream.ts';
import { type SheetToWrite, workbookApart } from '../../house/xlsx.ts';
import { archive } from '../../views/exports/archive.ts';
import { mayExport, mayTakeArchive, type Scope, scope } from '../../views/exports/export.ts';
import { hsdsJson, hsdsPackage } from '../../views/exports/hsds-files.ts';
import {
  CONTACT_WIDTHS,
  contactRows,
  PERSONAL_WIDTHS,
  personalContactRows,
  tellOfPersonal,
} from '../../views/exports/people-sheets.ts';
import { PARTNER_WIDTHS, partnerRows } from '../../views/exports/sheets.ts';
import { type CardVersion, vcards } from '../../views/exports/vcards.ts';
import { type App, type LibraryVisit, libraryPage, limit, redirect } from '../shell/door.tsx';
import { renderPage } from '../shell/layout.tsx';
import { FILES, type FileName } from './list.ts';

type Make = (visit: LibraryVisit, which: Scope) => AsyncGenerator<Uint8Array>;

export function exportFiles(app: App, house: House): void {
  /** Made while it is sent, of one moment of the database, and ended when whoever asked for it leaves. */
  const send = async (visit: LibraryVisit, name: FileName, make: Make) => {
    await limit(visit, 'files', visit.visitor.userId);
    const pieces = make(visit, scope.parse(visit.url.searchParams.get('partners')));
    const leave = house.readers.enter(visit.ctx.library.id);
    if (!leave) return tooManyFiles(visit);
    return new Response(streamOf(pieces, leave), {
      headers: { 'Content-Type': FILES[name].type, 'Content-Disposition': `attachment; filename="${name}"` },
    });
  };
  const file = (name: FileName, make: Make, may = mayExport) =>
    libraryPage(app, house, `/exports/${name}`, {
      may,
      type: FILES[name].type,
      show: (visit) => send(visit, name, make),
    });
  /** What is people's own is asked for by a button, not by an address: the history remembers who took it out. */
  const personal = (name: FileName, make: Make) =>
    libraryPage(app, house, `/exports/${name}`, {
      may: mayExport,
      show: (visit) => redirect(`${visit.base}/exports`),
      submit: async (visit) => {
        const answer = await send(visit, name, make);
        if (answer.ok) await tellOfPersonal(visit.ctx, name);
        return answer;
      },
    });
  /** Counted as the library's, also while it is sent; once begun, a file waits rather than breaks off. */
  const lent = ({ ctx }: LibraryVisit) =>
    house.lending.to({ library: ctx.library.slug, reading: true, patience: 30_000 });
  const ofOneMoment =
    (make: (ctx: Ctx, visit: LibraryVisit, which: Scope) => AsyncGenerator<string | Uint8Array>): Make =>
    (visit, which) =>
      inBytes(atOneMoment(visit.ctx, lent(visit), (ctx) => make(ctx, visit, which)));
  const cards = (version: CardVersion, people: 'work' | 'personal') =>
    ofOneMoment((ctx, _, which) => vcards(ctx, version, which, people));

  file('partners.xlsx', ofOneMoment(partnersXlsx));
  file('partners.csv', ofOneMoment(csv(partnerRows)));
  file('contacts.csv', ofOneMoment(csv(contactRows)));
  file('partners-3.vcf', cards('3.0', 'work'));
  file('partners-4.vcf', cards('4.0', 'work'));
  personal('contacts-with-personal-data.csv', ofOneMoment(csv(personalContactRows)));
  personal('contacts-with-personal-data.xlsx', ofOneMoment(personalXlsx));
  personal('cards-with-personal-data-3.vcf', cards('3.0', 'personal'));
  personal('cards-with-personal-data-4.vcf', cards('4.0', 'personal'));
  file('hsds.json', (visit, which) => hsdsJson(visit.ctx, lent(visit), which));
  file('hsds.zip', (visit, which) => hsdsPackage(visit.ctx, lent(visit), which));
  file('archive.zip', (visit) => archive(visit.ctx, lent(visit)), mayTakeArchive);
}

async function* inBytes(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
}

async function* partnersXlsx(ctx: Ctx, { language, left }: LibraryVisit, which: Scope): AsyncGenerator<Uint8Array> {
  const { t } = language;
  const parts = (async function* (): AsyncGenerator<SheetToWrite> {
    for await (const rows of partnerRows(ctx, language, which))
      yield { sheet: t('nav.partners'), rows, widths: PARTNER_WIDTHS };
    for await (const rows of contactRows(ctx, language, which))
      yield { sheet: t('contacts.title'), rows, widths: CONTACT_WIDTHS };
  })();
  yield await workbookApart(parts, left);
}

async function* personalXlsx(ctx: Ctx, { language, left }: LibraryVisit, which: Scope): AsyncGenerator<Uint8Array> {
  const parts = (async function* (): AsyncGenerator<SheetToWrite> {
    for await (const rows of personalContactRows(ctx, language, which))
      yield { sheet: language.t('contacts.title'), rows, widths: PERSONAL_WIDTHS };
  })();
  yield await workbookApart(parts, left);
}

const csv =
  (rows: typeof partnerRows) =>
  (ctx: Ctx, { language, url }: LibraryVisit, which: Scope): AsyncGenerator<string> => {
    const reader = url.searchParams.get('for') === 'machines' ? 'machines' : 'spreadsheets';
    return csvParts(rows(ctx, language, which, reader), reader);
  };

/** Whoever asks is asked to wait: pages need the database, too. */
function tooManyFiles(visit: LibraryVisit): Response {
  const { t } = visit.language;
  const body = (
    <>
      <h1>{t('exports.busy')}</h1>
      <p>{t('exports.busy_text')}</p>
      <p>
        <a href={`${visit.base}/exports`}>{t('exports.title')}</a>
      </p>
    </>
  );
  const html = renderPage(visit, { title: t('exports.busy'), section: 'partners', body });
  return new Response(html, {
    status: 429,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '60' },
  });
}
