/** The files of the exports page, each at its own address. */
import { toCsv } from '../../house/csv.ts';
import type { House } from '../../house/furnish.ts';
import { streamOf } from '../../house/stream.ts';
import { toWorkbook } from '../../house/xlsx.ts';
import { archive } from '../../rooms/exports/archive.ts';
import { type Scope, scope } from '../../rooms/exports/export.ts';
import { hsdsJson, hsdsPackage } from '../../rooms/exports/hsds-files.ts';
import { CONTACT_WIDTHS, contactRows, PERSONAL_WIDTHS, personalContactRows } from '../../rooms/exports/people-sheets.ts';
import { PARTNER_WIDTHS, partnerRows } from '../../rooms/exports/sheets.ts';
import { vcards } from '../../rooms/exports/vcards.ts';
import { type App, type LibraryVisit, libraryPage, limit } from '../door.tsx';
import { renderPage } from '../layout.tsx';
import { FILES, type FileName } from './list.ts';

type Make<T> = (visit: LibraryVisit, which: Scope) => T;

export function exportFiles(app: App, house: House): void {
  const file = (name: FileName, make: Make<Promise<BodyInit | Response> | BodyInit | Response>) =>
    libraryPage(app, house, `/exports/${name}`, {
      show: async (visit) => {
        await limit(visit, 'files', visit.visitor.userId);
        const body = await make(visit, scope.parse(visit.url.searchParams.get('partners')));
        if (body instanceof Response) return body;
        return new Response(body, { headers: { 'Content-Type': FILES[name].type, 'Content-Disposition': `attachment; filename="${name}"` } });
      },
    });
  /** Read from the database while it is sent. */
  const long = (name: FileName, make: Make<AsyncGenerator<Uint8Array>>) =>
    file(name, (visit, which) => {
      const pieces = make(visit, which);
      const leave = house.readers.enter(visit.ctx.library.id);
      return leave ? streamOf(pieces, leave) : tooManyFiles(visit);
    });

  file('partners.xlsx', partnersXlsx);
  file('partners.csv', (visit, which) => csv(visit, which, partnerRows));
  file('contacts.csv', (visit, which) => csv(visit, which, contactRows));
  file('contacts-with-personal-data.csv', (visit, which) => csv(visit, which, personalContactRows));
  file('contacts-with-personal-data.xlsx', personalXlsx);
  file('partners-3.vcf', ({ ctx }, which) => vcards(ctx, '3.0', which));
  file('partners-4.vcf', ({ ctx }, which) => vcards(ctx, '4.0', which));
  file('cards-with-personal-data-3.vcf', ({ ctx }, which) => vcards(ctx, '3.0', which, 'personal'));
  file('cards-with-personal-data-4.vcf', ({ ctx }, which) => vcards(ctx, '4.0', which, 'personal'));
  /** Counted as the library's, also while it is sent; once begun, a file waits rather than breaks off. */
  const lent = ({ ctx }: LibraryVisit) => house.lending.to({ library: ctx.library.slug, reading: true, patience: 30_000 });
  long('hsds.json', (visit, which) => hsdsJson(visit.ctx, lent(visit), which));
  long('hsds.zip', (visit, which) => hsdsPackage(visit.ctx, lent(visit), which));
  long('archive.zip', (visit) => archive(visit.ctx, lent(visit)));
}

async function personalXlsx({ ctx, language }: LibraryVisit, which: Scope): Promise<Uint8Array<ArrayBuffer>> {
  const people = { sheet: language.t('contacts.title'), rows: await personalContactRows(ctx, language, which), widths: PERSONAL_WIDTHS };
  return new Uint8Array(await toWorkbook([people]));
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
