/**
 * Every sentence a person reads, in their language: words.{en,es}.json of each folder, ICU message format. Dates and
 * numbers are written by Intl in the library's time zone. A key that does not exist does not compile.
 */
import { parseAccept } from 'hono/utils/accept';
import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageKey } from '../words.ts';
import { LOCALES, type Locale } from './ctx.ts';
import type { Message } from './errors.ts';
import { remembered } from './remembered.ts';
import { readWords, together } from './words.ts';

export type { MessageKey };
export type Values = Record<string, string | number>;
/** A word in each language: {"en": "...", "es": "..."}. */
export type Words = { en: string; es: string };

const files = readWords();
const texts: Record<Locale, Record<string, string>> = { en: together(files, 'en'), es: together(files, 'es') };

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(texts.en, key);

/**
 * Only words and values in braces, as most messages are: put together without the formatter, which a list would call
 * for every row.
 */
const PLAIN = /^[^{}']*(?:\{\w+\}[^{}']*)*$/;

const SHORT = 100;

/** A message that is ready to be said. Each is made ready when it is first asked for. */
type Ready = (values?: Values) => string;
const ready = { en: new Map<string, Ready>(), es: new Map<string, Ready>() };

function makeReady(locale: Locale, key: string): Ready {
  const text = texts[locale][key] ?? texts.en[key];
  if (text === undefined) throw new Error(`There is no message called ${key}.`);
  if (PLAIN.test(text)) {
    const [first = '', ...rest] = text.split(/\{(\w+)\}/);
    if (rest.length === 0) return () => first;
    return (values) => first + rest.map((part, at) => (at % 2 ? part : (values?.[part] ?? ''))).join('');
  }
  const message = new IntlMessageFormat(text, REGION[locale]);
  const said = remembered((values: string) => String(message.format(JSON.parse(values))));
  return (values = {}) => {
    const asked = JSON.stringify(values);
    // What somebody wrote may be long, and comes once.
    return asked.length > SHORT ? String(message.format(values)) : said(asked);
  };
}

export type Language = ReturnType<typeof speak>;

/** The words of one language, with dates in one time zone. Made once per pair and kept. */
export function speak(locale: Locale, timeZone = 'UTC') {
  const name = `${locale} ${timeZone}`;
  let language = spoken.get(name);
  if (!language) {
    language = makeLanguage(locale, timeZone);
    spoken.set(name, language);
  }
  return language;
}
const spoken = new Map<string, ReturnType<typeof makeLanguage>>();

/** Of the region, also inside sentences: plain Spanish would write 2,5 and 50.000 beside the $50,000 of a figure. */
const REGION: Record<Locale, string> = { en: 'en-US', es: 'es-US' };

function format(locale: Locale, key: string, values?: Values): string {
  let say = ready[locale].get(key);
  if (!say) {
    say = makeReady(locale, key);
    ready[locale].set(key, say);
  }
  return say(values);
}

/**
 * A page or a file says the same days, figures, counts and names of languages again and again, and Intl takes about as
 * long for one as the rest of its table cell does: what it wrote is remembered.
 */
function makeLanguage(locale: Locale, timeZone: string) {
  const region = REGION[locale];
  const dayOnly = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeZone: 'UTC' });
  const longDay = new Intl.DateTimeFormat(region, { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' });
  const shortDay = new Intl.DateTimeFormat(region, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const momentDay = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeZone });
  const tenths = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const oneDecimal = new Intl.NumberFormat(region, tenths);
  const signed = new Intl.NumberFormat(region, { ...tenths, signDisplay: 'exceptZero' });
  const whole = new Intl.NumberFormat(region, { maximumFractionDigits: 0 });
  const decimals = new Intl.NumberFormat(region, { maximumFractionDigits: 2 });
  const dollars = new Intl.NumberFormat(region, { style: 'currency', currency: 'USD' });
  const wholeDollars = new Intl.NumberFormat(region, {
    ...{ style: 'currency', currency: 'USD', maximumFractionDigits: 0 },
  });
  const languages = new Intl.DisplayNames(region, { type: 'language' });
  const regions = new Intl.DisplayNames(region, { type: 'region' });
  const list = new Intl.ListFormat(region, { type: 'conjunction' });
  return {
    locale,
    t: (key: MessageKey, values?: Values) => format(locale, key, values),
    /** For keys made at run time ("stage.active"); the message test checks that each exists. */
    message: (message: Message) => format(locale, message.key, message.values),
    /** What a field is called, by the last part of its name, where the words have it; two of a kind are alike. */
    field: (name: string) => {
      const key = `field.${name.split('.').at(-1)}`;
      return isMessageKey(key) ? format(locale, key) : undefined;
    },
    words: (words: Words) => words[locale],
    /** A calendar day, "2026-03-14". */
    day: remembered((date: string) => dayOnly.format(new Date(`${date}T00:00:00Z`))),
    /** Without its year, beside the day of today. */
    shortDay: remembered((date: string) => shortDay.format(new Date(`${date}T00:00:00Z`))),
    /** With its weekday, as a heading. */
    longDay: (date: string) => capital(longDay.format(new Date(`${date}T00:00:00Z`))),
    moment: (at: Date) => moment.format(at),
    dayOf: (at: Date) => momentDay.format(at),
    /** A figure of the worksheet: always one decimal. */
    figure: remembered((value: number) => oneDecimal.format(value)),
    /** A whole number, in groups of three. */
    number: remembered((value: number) => whole.format(value)),
    /** A number with up to two decimals. */
    amount: remembered((value: number) => decimals.format(value)),
    /** Cents, as dollars; without the cents where there are none. */
    money: remembered((cents: number) => (cents % 100 === 0 ? wholeDollars : dollars).format(cents / 100)),
    difference: remembered((value: number) => signed.format(value).replace('-', '−')),
    /** Names that hold a comma themselves are told apart by semicolons. */
    list: (items: string[]) => (items.some((item) => item.includes(',')) ? items.join('; ') : list.format(items)),
    languageName: { of: remembered((code: string) => languages.of(code)) },
    countryName: { of: remembered((code: string) => regions.of(code)) },
  };
}

/** Spanish writes the days of the week small, but not at the head of a page. */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * The best of our languages for a browser's Accept-Language header: the one that is wanted most, of whatever region.
 */
export function preferredLocale(header: string | undefined): Locale {
  const wanted = parseAccept(header ?? '').filter(({ q }) => q > 0);
  for (const { type } of wanted.toSorted((one, other) => other.q - one.q)) {
    const locale = LOCALES.find((each) => type.toLowerCase().split('-')[0] === each);
    if (locale) return locale;
  }
  return 'en';
}
