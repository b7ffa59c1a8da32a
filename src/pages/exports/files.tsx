/** The files of the exports page, each at its own address. */
import { csvParts } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { atOneMoment } from '../../house/db.ts';
import type { House } from '../../house/furnish.ts';
import { streamOf } from '../../house/stream.ts';
import { type Sheet, workbookApart } from '../../house/xlsx.ts';
import { archive } from '../../rooms/exports/archive.ts';
import { mayExport, mayTakeArchive, type Scope, scope } from '../../rooms/exports/export.ts';
import { hsdsJson, hsdsPackage } from '../../rooms/exports/hsds-files.ts';
import { CONTACT_WIDTHS, contactRows, PARTNER_WIDTHS, partnerRows } from '../../rooms/exports/sheets.ts';
import { type CardVersion, vcards } from '../../rooms/exports/vcards.ts';
import { type App, type LibraryVisit, libraryPage, limit } from '../door.tsx';
import { renderPage } from '../layout.tsx';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function exportFiles(app: App, house: House): void {
  /** Made while it is sent, of one moment of the database, and ended when whoever asked for it leaves. */
  const file = (name: string, type: string, make: Make, may = mayExport) =>
    libraryPage(app, house, `/exports/${name}`, {
      may,
      type,
      show: async (visit) => {
        await limit(visit, 'files', visit.visitor.userId);
        const pieces = make(visit, scope.parse(visit.url.searchParams.get('partners')));
        const leave = house.readers.enter(visit.ctx.library.id);
        if (!leave) return tooManyFiles(visit);
        return new Response(streamOf(pieces, leave), { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` } });
      },
    });
  const ofOneMoment =
    (make: (ctx: Ctx, visit: LibraryVisit, which: Scope) => AsyncGenerator<string | Uint8Array>): Make =>
    (visit, which) =>
      inBytes(atOneMoment(visit.ctx, house.db, (ctx) => make(ctx, visit, which)));

  file('partners.xlsx', XLSX, ofOneMoment(partnersXlsx));
  file('partners.csv', CSV, ofOneMoment(csv(partnerRows)));
  file('contacts.csv', CSV, ofOneMoment(csv(contactRows)));
  for (const [name, version] of Object.entries({ 'partners-3.vcf': '3.0', 'partners-4.vcf': '4.0' }))
    file(
      name,
      'text/vcard; charset=utf-8',
      ofOneMoment((ctx, _, which) => vcards(ctx, version as CardVersion, which)),
    );
  file('hsds.json', 'application/json; charset=utf-8', ({ ctx }, which) => hsdsJson(ctx, house.db, which));
  file('hsds.zip', 'application/zip', ({ ctx }, which) => hsdsPackage(ctx, house.db, which));
  file('archive.zip', 'application/zip', ({ ctx }) => archive(ctx, house.db), mayTakeArchive);
}

type Make = (visit: LibraryVisit, which: Scope) => AsyncGenerator<Uint8Array>;

async function* inBytes(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
}

async function* partnersXlsx(ctx: Ctx, { language, left }: LibraryVisit, which: Scope): AsyncGenerator<Uint8Array> {
  const { t } = language;
  const parts = (async function* (): AsyncGenerator<Sheet> {
    for await (const rows of partnerRows(ctx, language, which)) yield { sheet: t('nav.partners'), rows, widths: PARTNER_WIDTHS };
    for await (const rows of contactRows(ctx, language, which)) yield { sheet: t('contacts.title'), rows, widths: CONTACT_WIDTHS };
  })();
  yield await workbookApart(parts, left);
}

const csv =
  (rows: typeof partnerRows | typeof contactRows) =>
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
  const html = renderPage(visit, { title: t('exports.busy'), section: 'partners', body }, null);
  return new Response(html, { status: 429, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '60' } });
}
