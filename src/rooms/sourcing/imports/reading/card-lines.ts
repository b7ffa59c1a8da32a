/**
 * The properties of one card, whatever version and program wrote it. ical.js splits and unescapes values, but knows
 * neither vCard 2.1 nor how phones write 3.0: types without a name ("TEL;CELL:"), quoted-printable text, pictures whose
 * lines are not folded. So each line is rewritten as vCard 3.0 and parsed alone; a line that cannot be parsed loses
 * nothing but itself.
 */
import ICAL from 'ical.js';
import { lettersOf } from './text.ts';

export type Property = {
  /** In lower case, like the types. */
  name: string;
  /**
   * The types that the program wrote ("home", "cell", "pref"), and those that a label which somebody typed stands for.
   */
  types: string[];
  /** The parts of a structured value; any other value is one part. */
  parts: string[];
};
/** `lost` are lines that hold no property, and names given to a property which mean nothing to us. */
export type Card = { properties: Property[]; lost: string[] };

export function propertiesOf(card: string, version: string): Card {
  const lost: string[] = [];
  const lines = unfolded(card, version).flatMap((text) => lineOf(text) ?? lose(lost, text));
  const labels = new Map(
    lines
      .filter(({ name, group }) => group && name === 'x-ablabel')
      .map((line) => [line.group, writtenIn30(line, version)]),
  );
  const properties = lines.flatMap((line): Property[] => {
    const label = LABELLED.has(line.name) ? (labels.get(line.group) ?? '') : '';
    const said = LABELS.filter(([, meant]) => meant.test(label)).map(([type]) => type);
    if (label && said.length === 0 && !APPLE_LABEL.test(label)) lost.push(label);
    try {
      return [
        {
          name: line.name,
          types: [...line.types, ...said],
          parts: partsOf(line.name, writtenIn30(line, version), version),
        },
      ];
    } catch {
      return lose(lost, line.name.toUpperCase());
    }
  });
  return { properties, lost };
}

function lose(lost: string[], what: string): [] {
  lost.push(what.trim());
  return [];
}

/** Properties whose labels are read; the labels of others are of no use. */
const LABELLED = new Set(['tel', 'email', 'adr', 'url']);
/** Apple's own labels, which repeat a type or the property itself. */
const APPLE_LABEL = /^_\$!<|^(other|otro|main|principal|internet|homepage|profile)$/i;
const LABELS: [string, RegExp][] = [
  ['home', /home(?!page)|casa|particular|personal/i],
  ['work', /work|office|trabajo|oficina|business/i],
  ['cell', /mobile|cell|m[oó]vil|celular|iphone/i],
  ['fax', /fax/i],
  ['tty', /\btty\b|\btdd\b|text ?phone/i],
  ['pager', /pager/i],
];

type RawLine = { pieces: string[]; quoted: boolean; binary: boolean };
const BINARY = /^([\w-]+\.)?(photo|logo|sound|key)[;:]|^[^:]*;(encoding=)?(base64|b)[;:]/i;
const QUOTED = /^[^:]*;(encoding=)?quoted-printable[;:]/i;
const SOFT_BREAK = /=[ \t]*$/;

/** Folded lines joined. Of a picture only two pieces are kept: enough to say that there was one. */
function unfolded(card: string, version: string): string[] {
  const lines: RawLine[] = [];
  for (const text of card.split('\n')) {
    const open = lines.at(-1);
    if (open && goesOn(open, text, version)) continue;
    if (text.trim() !== '') lines.push({ pieces: [text], quoted: QUOTED.test(text), binary: BINARY.test(text) });
  }
  return lines.map(({ pieces }) => pieces.join(''));
}

/** Adds the text to the line before it, if it is the rest of that line. */
function goesOn({ pieces, quoted, binary }: RawLine, text: string, version: string): boolean {
  const folded = /^[ \t]/.test(text);
  if (quoted && SOFT_BREAK.test(pieces.at(-1) ?? '')) {
    pieces.push((pieces.pop() ?? '').replace(SOFT_BREAK, ''), text);
    return true;
  }
  if (binary && (folded || /^[a-z0-9+/=]+$/i.test(text))) {
    pieces[1] = text;
    return true;
  }
  // In 2.1 the space at a fold belongs to the value.
  if (folded) pieces.push(version === '2.1' ? text : text.slice(1));
  return folded;
}

type CardLine = { group: string; name: string; types: string[]; quoted: boolean; charset: string; value: string };
const LINE = /^(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^:;"]|"[^"]*")*)*):(.*)$/s;

/** Some programs put properties that belong together under one name: "item1.TEL". */
function lineOf(text: string): CardLine | undefined {
  const [, group = '', name = '', parameters = '', value = ''] = LINE.exec(text) ?? [];
  if (name === '') return undefined;
  const line: CardLine = {
    group: group.toLowerCase(),
    name: name.toLowerCase(),
    types: [],
    quoted: false,
    charset: '',
    value,
  };
  for (const [, key = '', said = ''] of parameters.matchAll(/;(?:([\w-]+)=)?((?:[^;"]|"[^"]*")*)/g)) {
    const words = said.replaceAll('"', '').toLowerCase().split(',');
    if (/^(encoding|)$/i.test(key) && words[0] === 'quoted-printable') line.quoted = true;
    else if (/^charset$/i.test(key)) line.charset = words[0] ?? '';
    else if (/^pref$/i.test(key)) line.types.push('pref');
    else if (/^(type|)$/i.test(key)) line.types.push(...words.map((word) => word.trim()).filter(Boolean));
  }
  return line;
}

/** The value as 3.0 would write it. */
function writtenIn30({ value, quoted, charset }: CardLine, version: string): string {
  const decoded = quoted
    ? value.replace(/(?:=[0-9a-f]{2})+/gi, (run) =>
        lettersOf(Buffer.from(run.replaceAll('=', ''), 'hex'), charset).replaceAll(';', '\\;'),
      )
    : value;
  // Characters that need no escape: a colon in every version; in 2.1 also a comma, and a backslash before any other
  // letter.
  const plain = decoded.replace(/\\[\\;,nN]|\\:|\\|,/g, (mark) => {
    if (mark === '\\:') return ':';
    return version === '2.1' && mark.length === 1 ? `\\${mark}` : mark;
  });
  return plain.replace(/\r\n?|\n/g, '\\n').trim();
}

/** Properties whose value ical.js does not unescape: web addresses, numbers and ids. */
const BARE = new Set(['url', 'tel', 'uid']);
const READ = new Set(['fn', 'n', 'org', 'title', 'role', 'note', 'kind', 'email', 'adr', ...BARE]);

function partsOf(name: string, value: string, version: string): string[] {
  if (!READ.has(name)) return [value];
  if (BARE.has(name)) return [value.replace(/\\([\\;,:])/g, '$1')];
  const design = version === '4.0' ? ICAL.design.vcard : ICAL.design.vcard3;
  const [, , , parsed] = ICAL.parse.property(`${name}:${value}`, design) as [string, object, string, unknown];
  return (Array.isArray(parsed) ? parsed : [parsed]).map(flat);
}

const flat = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(flat).filter(Boolean).join(', ')
    : value === undefined || value === null
      ? ''
      : String(value).trim();
