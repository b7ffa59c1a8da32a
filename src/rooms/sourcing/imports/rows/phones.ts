/**
 * The phones in a cell, with their extensions and what each is for, as people write them. What is not a number is
 * returned as unread, so that it can be kept as text. Pure.
 */
import { normalPhone, type PhoneType } from '../../../directory/phone.ts';

export type CellPhone = { number: string; extension: string; description: string; phone_type?: PhoneType };
export type CellPhones = { phones: CellPhone[]; unread: string[] };

/** "a / b", "a or b", "a; b", "a, b": but not the "or" of "ext. 12 or 13", which is joined again below. */
const DIVIDER = / ::: |[;|\n]|\s+\/\s+|\/(?=\s*[(+\d]{3})|,(?=\s*[(+]?\d)|\s+(?:or|and|o|u|y|&)\s+(?=[(+\d])/i;

export function phonesIn(cell: string): CellPhones {
  const found: CellPhones = { phones: [], unread: [] };
  for (const piece of cell.split(DIVIDER).map((each) => each.replace(/^\* /, '').trim())) {
    if (piece === '') continue;
    const last = found.phones.at(-1);
    // This piece is one more extension of the number before.
    if (/^\d{1,5}$/.test(piece) && last?.extension && normalPhone(piece) === undefined) {
      last.description = [last.description || `ext. ${last.extension}`, piece].join(' / ');
      continue;
    }
    const phone = phoneIn(piece, last);
    if (phone) found.phones.push(phone);
    else found.unread.push(piece);
  }
  return found;
}

const NUMBER = /(\+?\(?\d[\d\s().-]{5,}\d)/;
const EXTENSION = /^[\s,;]*(?:ext(?:ension|ensi[oó]n)?|x|#)[\s.:#]*(\d{1,10})\b/i;
const SHORT = /(?<!\d)([2-9]11|988)(?!\d)/;

function phoneIn(piece: string, before: CellPhone | undefined): CellPhone | undefined {
  const match = NUMBER.exec(piece) ?? SHORT.exec(piece);
  if (!match?.[1]) {
    // A number in letters ("1-800-FLOWERS") is kept in the description, because people remember it so.
    const whole = normalPhone(piece);
    return whole ? { number: whole, extension: '', description: /[a-z]/i.test(piece) ? piece : '' } : undefined;
  }
  const number = normalPhone(match[1]) ?? sameArea(match[1], before);
  if (!number) return undefined;
  const rest = piece.slice(match.index + match[0].length);
  const extension = EXTENSION.exec(rest);
  const around = `${piece.slice(0, match.index)} ${extension ? rest.slice(extension[0].length) : rest}`;
  return { number, extension: extension?.[1] ?? '', ...purposeOf(around) };
}

/** "(970) 555-0191 / 555-0192": the second number has the area code of the first. */
function sameArea(digits: string, before: CellPhone | undefined): string | undefined {
  const bare = digits.replace(/\D/g, '');
  const area = /^\+1(\d{3})\d{7}$/.exec(before?.number ?? '')?.[1];
  return bare.length === 7 && area ? normalPhone(area + bare) : undefined;
}

const TYPES: [RegExp, PhoneType][] = [
  [/\b(tty|tdd|text ?phone|text telephone)\b/i, 'tty'],
  [/\bfax\b/i, 'fax'],
  [/\b(sms|text( line| messages?)?|texto)\b/i, 'text'],
  [/\b(cell|mobile|celular|m[oó]vil)\b/i, 'cell'],
  [/\bvideo ?(phone)?\b/i, 'video'],
  [/\bpager\b/i, 'pager'],
];

/** The kind of telephone that words name; undefined when they name none. */
export const phoneTypeIn = (words: string): PhoneType | undefined => TYPES.find(([word]) => word.test(words))?.[1];

/** The words around a number tell its kind and what it is for. */
function purposeOf(around: string): Pick<CellPhone, 'description' | 'phone_type'> {
  const said = around
    .replace(/\s+/g, ' ')
    .replace(/^[\s:,.()[\]-]+|[\s:,(.[\]-]+$/g, '')
    .replace(/^(phone|tel(ephone|[eé]fono)?|ph)$/i, '');
  const description = said.startsWith('(') || !said.includes('(') ? said.replace(/\)$/, '') : said;
  const type = TYPES.find(([word]) => word.test(said));
  if (!type) return { description };
  return { description: description.replace(type[0], '').replace(/^[\s:,()-]+|[\s:,()-]+$/g, ''), phone_type: type[1] };
}
