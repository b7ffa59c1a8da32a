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

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function exportFiles(app: App, house: House): void {
  const file = (name: string, type: string, make: (visit: LibraryVisit, which: Scope) => Promise<BodyInit> | BodyInit) =>
    libraryPage(app, house, `/exports/${name}`, {
      show: async (visit) => {
        await limit(visit, 'files', visit.visitor.userId);
        const body = await make(visit, scope.parse(visit.url.searchParams.get('partners')));
        return new Response(body, { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` } });
      },
    });

  file('partners.xlsx', XLSX, partnersXlsx);
  file('partners.csv', 'text/csv; charset=utf-8', (visit, which) => csv(visit, which, partnerRows));
  file('contacts.csv', 'text/csv; charset=utf-8', (visit, which) => csv(visit, which, contactRows));
  for (const [name, version] of Object.entries({ 'partners-3.vcf': '3.0', 'partners-4.vcf': '4.0' }))
    file(name, 'text/vcard; charset=utf-8', ({ ctx }, which) => vcards(ctx, version as CardVersion, which));
  file('hsds.json', 'application/json; charset=utf-8', ({ ctx }, which) => streamOf(hsdsJson(ctx, house.db, which)));
  file('hsds.zip', 'application/zip', ({ ctx }, which) => streamOf(hsdsPackage(ctx, house.db, which)));
  file('archive.zip', 'application/zip', ({ ctx }) => streamOf(archive(ctx, house.db)));
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
