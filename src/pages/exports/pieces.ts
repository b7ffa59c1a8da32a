/** What the files of the exports page are made of, piece by piece, of one moment of the database. */
import { csvParts } from '../../house/csv.ts';
import type { Ctx } from '../../house/ctx.ts';
import { atOneMoment } from '../../house/db.ts';
import { type SheetToWrite, workbookApart } from '../../house/xlsx.ts';
import { archive } from '../../views/exports/archive.ts';
import type { Scope } from '../../views/exports/export.ts';
import { hsdsJson, hsdsPackage } from '../../views/exports/hsds-files.ts';
import {
  CONTACT_WIDTHS,
  contactRows,
  PERSONAL_WIDTHS,
  personalContactRows,
} from '../../views/exports/people-sheets.ts';
import { PARTNER_WIDTHS, partnerRows } from '../../views/exports/sheets.ts';
import { type CardVersion, vcards } from '../../views/exports/vcards.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import type { FileName } from './list.ts';

export type Make = (visit: LibraryVisit, which: Scope) => AsyncGenerator<Uint8Array>;

/**
 * The connection counts as this library's for as long as the file is sent. Once begun, a file waits for a connection
 * rather than breaking off.
 */
const lent = ({ ctx, house }: LibraryVisit) =>
  house.lending.to({ library: ctx.library.slug, reading: true, patience: 30_000 });

const ofOneMoment =
  (make: (ctx: Ctx, visit: LibraryVisit, which: Scope) => AsyncGenerator<string | Uint8Array>): Make =>
  (visit, which) =>
    inBytes(atOneMoment(visit.ctx, lent(visit), (ctx) => make(ctx, visit, which)));

const cards = (version: CardVersion, people: 'work' | 'personal') =>
  ofOneMoment((ctx, _, which) => vcards(ctx, version, { scope: which, people }));

async function* inBytes(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
}

async function* partnersXlsx(ctx: Ctx, { language, left }: LibraryVisit, which: Scope): AsyncGenerator<Uint8Array> {
  const { t } = language;
  const parts = (async function* (): AsyncGenerator<SheetToWrite> {
    for await (const rows of partnerRows(ctx, language, { scope: which }))
      yield { sheet: t('nav.partners'), rows, widths: PARTNER_WIDTHS };
    for await (const rows of contactRows(ctx, language, { scope: which }))
      yield { sheet: t('contacts.title'), rows, widths: CONTACT_WIDTHS };
  })();
  yield await workbookApart(parts, left);
}

async function* personalXlsx(ctx: Ctx, { language, left }: LibraryVisit, which: Scope): AsyncGenerator<Uint8Array> {
  const parts = (async function* (): AsyncGenerator<SheetToWrite> {
    for await (const rows of personalContactRows(ctx, language, { scope: which }))
      yield { sheet: language.t('contacts.title'), rows, widths: PERSONAL_WIDTHS };
  })();
  yield await workbookApart(parts, left);
}

const csv =
  (rows: typeof partnerRows) =>
  (ctx: Ctx, { language, url }: LibraryVisit, which: Scope): AsyncGenerator<string> => {
    const reader = url.searchParams.get('for') === 'machines' ? 'machines' : 'spreadsheets';
    return csvParts(rows(ctx, language, { scope: which, reader }), reader);
  };

export const MADE: Record<FileName, Make> = {
  'partners.xlsx': ofOneMoment(partnersXlsx),
  'partners.csv': ofOneMoment(csv(partnerRows)),
  'contacts.csv': ofOneMoment(csv(contactRows)),
  'partners-3.vcf': cards('3.0', 'work'),
  'partners-4.vcf': cards('4.0', 'work'),
  'contacts-with-personal-data.csv': ofOneMoment(csv(personalContactRows)),
  'contacts-with-personal-data.xlsx': ofOneMoment(personalXlsx),
  'cards-with-personal-data-3.vcf': cards('3.0', 'personal'),
  'cards-with-personal-data-4.vcf': cards('4.0', 'personal'),
  'hsds.json': (visit, which) => hsdsJson(visit.ctx, lent(visit), which),
  'hsds.zip': (visit, which) => hsdsPackage(visit.ctx, lent(visit), which),
  'archive.zip': (visit) => archive(visit.ctx, lent(visit)),
};
