/** The files of the exports page, each at its own address. */
import { toCsv } from '../../house/csv.ts';
import type { House } from '../../house/furnish.ts';
import { streamOf } from '../../house/stream.ts';
import { toWorkbook } from '../../house/xlsx.ts';
import { archive } from '../../rooms/exports/archive.ts';
import { type Scope, scope } from '../../rooms/exports/export.ts';
import { hsdsJson, hsdsPackage } from '../../rooms/exports/hsds-files.ts';
import { CONTACT_WIDTHS, contactRows, PARTNER_WIDTHS, partnerRows } from '../../rooms/exports/sheets.ts';
import { type CardVersion, vcards } from '../../rooms/exports/vcards.ts';
import { type App, type LibraryVisit, libraryPage, limit } from '../door.tsx';
import { renderPage } from '../layout.tsx';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function exportFiles(app: App, house: House): void {
  const file = (name: string, type: string, make: (visit: LibraryVisit, which: Scope) => Promise<BodyInit | Response> | BodyInit | Response) =>
    libraryPage(app, house, `/exports/${name}`, {
      show: async (visit) => {
        await limit(visit, 'files', visit.visitor.userId);
        const body = await make(visit, scope.parse(visit.url.searchParams.get('partners')));
        if (body instanceof Response) return body;
        return new Response(body, { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` } });
      },
    });
  /** Read from the database while it is sent. */
  const long = (name: string, type: string, make: (visit: LibraryVisit, which: Scope) => AsyncGenerator<Uint8Array>) =>
    file(name, type, (visit, which) => {
      const pieces = make(visit, which);
      const leave = house.readers.enter(visit.ctx.library.id);
      return leave ? streamOf(pieces, leave) : tooManyFiles(visit);
    });

  file('partners.xlsx', XLSX, partnersXlsx);
  file('partners.csv', 'text/csv; charset=utf-8', (visit, which) => csv(visit, which, partnerRows));
  file('contacts.csv', 'text/csv; charset=utf-8', (visit, which) => csv(visit, which, contactRows));
  for (const [name, version] of Object.entries({ 'partners-3.vcf': '3.0', 'partners-4.vcf': '4.0' }))
    file(name, 'text/vcard; charset=utf-8', ({ ctx }, which) => vcards(ctx, version as CardVersion, which));
  /** Counted as the library's, also while it is sent; once begun, a file waits rather than breaks off. */
  const lent = ({ ctx }: LibraryVisit) => house.lending.to({ library: ctx.library.slug, reading: true, patience: 30_000 });
  long('hsds.json', 'application/json; charset=utf-8', (visit, which) => hsdsJson(visit.ctx, lent(visit), which));
  long('hsds.zip', 'application/zip', (visit, which) => hsdsPackage(visit.ctx, lent(visit), which));
  long('archive.zip', 'application/zip', (visit) => archive(visit.ctx, lent(visit)));
}

async function partnersXlsx({ ctx, language }: LibraryVisit, which: Scope): Promise<Uint8Array<ArrayBuffer>> {
  const { t } = language;
  const partners = { sheet: t('nav.partners'), rows: await partnerRows(ctx, language, which), widths: PARTNER_WIDTHS };
  const contacts = { sheet: t('contacts.title'), rows: await contactRows(ctx, language, which), widths: CONTACT_WIDTHS };
  return new Uint8Array(await toWorkbook([partners, contacts]));
}

async function csv({ ctx, language, url }: LibraryVisit, which: Scope, rows: typeof partnerRows | typeof contactRows): Promise<string> {
  const reader = url.searchParams.get('for') === 'machines' ? 'machines' : 'spreadsheets';
  return toCsv(await rows(ctx, language, which, reader), reader);
}

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
