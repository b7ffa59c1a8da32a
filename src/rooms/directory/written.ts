/**
 * Phone numbers and tax ids as people write them. They are stored in one form each (E.164; nine digits), so that equal
 * ones can be compared.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * US and other numbers of the +1 area in their national form, others with the country code. A short code stays as it
 * is.
 */
export function readablePhone(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return number;
  return parsed.countryCallingCode === '1' ? parsed.formatNational() : parsed.formatInternational();
}

/**
 * Writes an EIN with its hyphen. This also keeps spreadsheets from reading it as a number and dropping leading zeros.
 */
export const readableTaxId = (taxId: string): string => taxId.replace(/^(\d{2})(\d{7})$/, '$1-$2');
