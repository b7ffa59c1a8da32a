/**
 * Every file that can be taken out, once: the page links them, files.tsx makes them, and a test asks each what is in
 * it.
 */
import type { MessageKey } from '../../house/messages.ts';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const VCARD = 'text/vcard; charset=utf-8';

/**
 * The file's name in its address, its type, and the label of its link. Where it has a second label, machines get the
 * same file unformatted, by another query.
 */
export const FILES = {
  'partners.xlsx': { type: XLSX, label: 'exports.xlsx' },
  'partners.csv': { type: CSV, label: 'exports.partners_csv', machines: 'exports.partners_csv_raw' },
  'contacts.csv': { type: CSV, label: 'exports.contacts_csv', machines: 'exports.contacts_csv_raw' },
  'partners-4.vcf': { type: VCARD, label: 'exports.vcard4' },
  'partners-3.vcf': { type: VCARD, label: 'exports.vcard3' },
  'hsds.json': { type: 'application/json; charset=utf-8', label: 'exports.hsds_json' },
  'hsds.zip': { type: 'application/zip', label: 'exports.hsds_package' },
  'contacts-with-personal-data.csv': {
    type: CSV,
    label: 'exports.personal_csv',
    machines: 'exports.personal_csv_raw',
    personal: true,
  },
  'contacts-with-personal-data.xlsx': { type: XLSX, label: 'exports.personal_xlsx', personal: true },
  'cards-with-personal-data-4.vcf': { type: VCARD, label: 'exports.personal_vcard4', personal: true },
  'cards-with-personal-data-3.vcf': { type: VCARD, label: 'exports.personal_vcard3', personal: true },
  'archive.zip': { type: 'application/zip', label: 'exports.archive_zip', personal: true },
} as const satisfies Record<string, { type: string; label: MessageKey; machines?: MessageKey; personal?: true }>;
export type FileName = keyof typeof FILES;
