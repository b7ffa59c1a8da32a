import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** A stored number as its own country writes it; abroad with its country code. */
export function readablePhone(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return number;
  return parsed.countryCallingCode === '1' ? parsed.formatNational() : parsed.formatInternational();
}
