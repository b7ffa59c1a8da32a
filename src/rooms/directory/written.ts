/**
 * Numbers as people write them. They are stored in one form each (E.164; nine digits), so that equal ones are equal.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** A stored number as its own country writes it; abroad with its country code. */
export function readablePhone(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return number;
  return parsed.countryCallingCode === '1' ? parsed.formatNational() : parsed.formatInternational();
}

/** With its hyphen an EIN is also text to a spreadsheet, which would drop the zeros in front of a number. */
export const readableTaxId = (taxId: string): string => taxId.replace(/^(\d{2})(\d{7})$/, '$1-$2');
