/** Any list as listed organizations of the host's public lists: what an import would read of it, without a library. */
import type { ListedRow } from '../public-lists/irs.ts';
import type { RowErrors } from '../public-lists/irs-file.ts';
import { guessMapping } from './columns/kinds.ts';
import { guideVocabulary } from './columns/vocabulary.ts';
import { type ReadRow, type Unit, unitsOf, withParents } from './planning/units.ts';
import type { Sheet } from './reading/sheet.ts';
import { readRow } from './rows/record.ts';
import { HSDS_MAPPING, sampleOf } from './starting.ts';

export function listedRows(sheet: Sheet): AsyncIterable<ListedRow> & { errors: RowErrors } {
  const mapping = sheet.kind === 'hsds' ? HSDS_MAPPING : guessMapping(sheet.kind, sheet.header, sampleOf(sheet));
  const columns = { kind: sheet.kind, header: sheet.header, mapping, vocabulary: guideVocabulary(), defaultSector: '' };
  const errors: RowErrors = { count: 0, first: [] };
  const read: ReadRow[] = [];
  for (const row of sheet.rows) {
    const { record, problems } = readRow(row, columns);
    if (record) read.push({ number: row.number, record });
    else {
      errors.count++;
      const [problem] = problems;
      if (errors.first.length < 100)
        errors.first.push({
          row: row.number,
          column: problem?.column == null ? '' : (sheet.header[problem.column] ?? ''),
        });
    }
  }
  const units = unitsOf(sheet.kind, withParents(read).standing);
  return {
    errors,
    async *[Symbol.asyncIterator]() {
      for (const unit of units) yield listedRowIn(unit);
    },
  };
}

function listedRowIn({ key, record }: Unit): ListedRow {
  const { name, website, email, tax_id, phones, addresses, sectors, description } = record.organization;
  const [address] = addresses;
  const [place] = record.locations;
  return {
    source_key: key,
    name,
    chapter: '',
    tax_id,
    group_number: '',
    code: '',
    sector_key: sectors[0] ?? '',
    sector_reason: record.sector_reason,
    address_1: address?.address_1 ?? place?.address_1 ?? '',
    city: address?.city || place?.city || '',
    state: address?.state_province || place?.state_province || '',
    postal_code: address?.postal_code || place?.postal_code || '',
    income: record.income,
    website,
    email,
    phone: phones[0]?.number ?? '',
    description,
  };
}
