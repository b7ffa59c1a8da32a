/**
 * What a table is, told by its header: which row the header is, which program wrote it, which column fills which field. Guesses only: the
 * person sees them and can change every one.
 */
import { nameKey } from '../directory/name-key.ts';
import { cut, type Kind } from './reading/sheet.ts';

/** What a column can fill. HSDS has the words; `contact_` fields make the person of the row. */
export const FIELDS = [
  'name',
  'alternate_name',
  'description',
  'website',
  'email',
  'phone',
  'cell_phone',
  'fax',
  'address_1',
  'address_2',
  'city',
  'state_province',
  'postal_code',
  'country',
  'sector',
  'population',
  'language',
  'tax_id',
  'external_id',
  'contact_name',
  'contact_first_name',
  'contact_last_name',
  'contact_title',
  'contact_email',
  'contact_phone',
  'latitude',
  'longitude',
  'income',
] as const;
export type Field = (typeof FIELDS)[number];
/** For each column its field; '' is a column that is not read. */
export type Mapping = (Field | '')[];

/** Headers as lists have them, English and Spanish; compared without case, accents and punctuation. */
const WORDS: Record<Field, string> = {
  name: 'name|organization|organization name|organisation|agency|agency name|company|company name|business|business name|nonprofit|partner|partner name|group|group name|institution|club|nombre|organizacion|nombre de la organizacion|empresa|agencia|entidad|member name|account name|legal name|org|school|school name',
  alternate_name:
    'alternate name|alternate names|other name|other names|otros nombres|aka|also known as|dba|doing business as|short name|acronym|otro nombre|siglas|abbreviation',
  description: 'description|about|mission|what they do|summary|purpose|descripcion|mision|programs',
  website: 'website|web site|web|url|web page|homepage|home page|site|sitio web|pagina web|web address|website 1 value|personal web page',
  email: 'email|e mail|email address|e mail address|correo|correo electronico|general email|mail|office email|email 1|e mail 1 value',
  phone:
    'phone|telephone|phone number|tel|telephone number|main phone|office phone|business phone|telefono|work phone|company main phone|phone 1 value|phone 1|primary phone',
  cell_phone: 'mobile|mobile phone|cell|cell phone|celular|movil|phone 2 value',
  fax: 'fax|fax number|business fax',
  address_1:
    'address|address 1|address line 1|street|street address|mailing address|location address|direccion|calle|addr|address1|business street|address 1 street|physical address|domicilio|primary street',
  address_2: 'address 2|address line 2|suite|unit|apt|address2|floor|po box|address 1 po box|address 1 extended address',
  city: 'city|town|municipality|ciudad|address 1 city|business city|city town|localidad',
  state_province: 'state|province|st|state province|region|estado|address 1 region|business state|provincia',
  postal_code: 'zip|zip code|zipcode|postal code|postcode|postal|codigo postal|cp|address 1 postal code|business postal code|zip postal code',
  country: 'country|pais|address 1 country|business country region|country code',
  sector:
    'sector|sectors|sectores|category|type|kind|industry|field|organization type|business type|partner type|tipo|categoria|giro|business category|kind of organization',
  population:
    'population|populations|audience|serves|who they serve|people served|target population|poblacion|publico|clients|population served|populations served',
  language: 'language|languages|idioma|idiomas|languages spoken|language s',
  tax_id: 'ein|tax id|taxid|tax id number|fein|federal id|employer identification number|tin|ein number|federal tax id|tax number',
  external_id: 'id|uid|record id|account id|member id|key|identifier|unique id|number',
  contact_name:
    'contact|contact name|contact person|primary contact|person|full name|representative|director|executive director|contacto|persona de contacto|rep|liaison|president|name of contact|nombre del contacto|key contact',
  contact_first_name: 'first name|given name|first|nombre de pila|contact first name|firstname|primer nombre',
  contact_last_name: 'last name|family name|surname|last|apellido|apellidos|contact last name|lastname',
  contact_title: 'title|job title|position|role|contact title|cargo|puesto|organization title|organization 1 title|occupation',
  contact_email: 'contact email|contact e mail|primary contact email|director email|correo del contacto|email of contact|rep email',
  contact_phone: 'contact phone|contact telephone|direct phone|direct line|telefono del contacto|contact number|extension phone',
  latitude: 'latitude|lat|latitud|y',
  longitude: 'longitude|lon|lng|long|longitud|x',
  income: 'income|revenue|budget|annual budget|annual revenue|ingresos|presupuesto|gross receipts',
};
const BY_WORD = new Map<string, Field>(FIELDS.flatMap((field) => WORDS[field].split('|').map((word) => [word, field] as const)));

const meaning = (title: string): Field | undefined => BY_WORD.get(nameKey(title));

/** In the programs' own exports some words mean something else than in a list that a person made. */
const OWN_WORDS: Partial<Record<Kind, Record<string, Field | ''>>> = {
  google: {
    name: 'contact_name',
    'organization name': 'name',
    'organization 1 name': 'name',
    'e mail 1 value': 'contact_email',
    'phone 1 value': 'contact_phone',
    'phone 2 value': '',
    location: '',
    language: '',
    occupation: '',
    notes: '',
    title: '',
  },
  outlook: {
    title: '',
    'job title': 'contact_title',
    company: 'name',
    'e mail address': 'contact_email',
    'business phone': 'phone',
    'mobile phone': 'contact_phone',
    'primary phone': '',
    language: '',
    location: '',
    'web page': 'website',
    'personal web page': '',
  },
  irs: { ein: 'tax_id', name: 'name', street: 'address_1', city: 'city', state: 'state_province', zip: 'postal_code', income_amt: 'income' },
  vcard: {
    uid: 'external_id',
    org: 'name',
    fn: 'contact_name',
    title: 'contact_title',
    email: 'contact_email',
    tel: 'phone',
    'tel cell': 'contact_phone',
    url: 'website',
    street: 'address_1',
    city: 'city',
    state: 'state_province',
    zip: 'postal_code',
    country: 'country',
    note: '',
    kind: '',
  },
};

const MARKS: [Kind, string[]][] = [
  ['irs', ['EIN', 'NAME', 'SUBSECTION', 'NTEE_CD', 'FOUNDATION']],
  ['google', ['Organization Name', 'E-mail 1 - Value', 'Labels']],
  ['google', ['Given Name', 'Group Membership', 'E-mail 1 - Value']],
  ['outlook', ['E-mail Address', 'Company', 'Business Phone', 'Job Title']],
];

export function kindOf(header: string[]): Kind {
  const names = new Set(header.map((title) => title.trim().toLowerCase()));
  return MARKS.find(([, marks]) => marks.every((mark) => names.has(mark.toLowerCase())))?.[0] ?? 'table';
}

/** A field is filled by one column, the first that fits; a second phone column becomes the cell phone's, if that is free. */
export function guessMapping(kind: Kind, header: string[]): Mapping {
  const own = OWN_WORDS[kind];
  const closed = kind === 'irs' || kind === 'vcard';
  const taken = new Set<Field>();
  const mapping = header.map((title): Field | '' => {
    // The second "Phone" is called "Phone (2)".
    const key = nameKey(title.replace(/ \(\d+\)$/, ''));
    const known = own && [key, title.toLowerCase()].find((word) => Object.hasOwn(own, word));
    const wanted = known ? (own[known] ?? '') : closed ? '' : (BY_WORD.get(key) ?? '');
    const field = wanted === 'phone' && taken.has('phone') ? 'cell_phone' : wanted;
    if (field === '' || taken.has(field)) return '';
    taken.add(field);
    return field;
  });
  return settle(mapping, header, taken);
}

/** A list of people: what looks like the organization's own mail or phone is the person's when a person stands beside it and no organization. */
function settle(guess: Mapping, header: string[], taken: Set<Field>): Mapping {
  const mapping = personal(guess, taken);
  if (taken.has('name')) return mapping;
  // A list of one column is a list of names.
  if (header.length === 1) return ['name'];
  // No column says "organization": the first that is not read and whose title holds such a word.
  const at = header.findIndex((title, index) => mapping[index] === '' && /\b(org|agency|company|partner|business|empresa)/.test(nameKey(title)));
  if (at >= 0) return mapping.with(at, 'name');
  // "Contact" alone over a list of organizations.
  const contact = mapping.indexOf('contact_name');
  return contact >= 0 && !taken.has('contact_first_name') && !taken.has('contact_title') ? mapping.with(contact, 'name') : mapping;
}

/** One column of mail addresses beside a column of people holds the people's. */
function personal(mapping: Mapping, taken: Set<Field>): Mapping {
  const person = taken.has('contact_name') || taken.has('contact_last_name');
  if (!person || taken.has('contact_email') || !taken.has('email')) return mapping;
  return mapping.with(mapping.indexOf('email'), 'contact_email');
}

const HEADER_WITHIN = 20;

/**
 * Titles, notes and empty lines may stand above the header. `headerRow` counts from 1; 0 when the table has none, and then the columns are
 * called by their letters.
 */
export function placeHeader(rows: string[][]): { header: string[]; headerRow: number } {
  const scores = rows.slice(0, HEADER_WITHIN).map((row) => headerScore(row));
  const best = Math.max(0, ...scores);
  const at = scores.indexOf(best);
  if (best >= 2 || (best === 1 && filled(rows[at] ?? []) === 1)) return { header: named(rows[at] ?? []), headerRow: at + 1 };
  const first = rows.findIndex((row) => filled(row) > 1);
  const start = rows[first] ?? [];
  if (first >= 0 && !looksLikeData(start)) return { header: named(start), headerRow: first + 1 };
  const width = Math.max(1, ...rows.slice(0, HEADER_WITHIN).map((row) => row.findLastIndex(Boolean) + 1));
  return { header: Array.from({ length: width }, (_, at) => `Column ${letters(at)}`), headerRow: 0 };
}

const filled = (row: string[]) => row.filter(Boolean).length;
const headerScore = (row: string[]) =>
  new Set(row.flatMap((cell) => (cell.length <= 60 ? (meaning(cell) ?? []) : []))).size + (kindOf(row) === 'table' ? 0 : 10);
const looksLikeData = (row: string[]) => row.some((cell) => /@|^https?:|^\(?\d{3}\)?[ -.]?\d{3}|^\d{5}(-\d{4})?$/.test(cell));

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const INVISIBLE = /[\u0000-\u001f\u007f\ufeff]+/g;

/** Every column has a name, and no two the same: "Phone", "Phone (2)", "Column D". */
function named(row: string[]): string[] {
  const taken = new Set<string>();
  const last = row.findLastIndex((title) => title !== '');
  return row.slice(0, Math.max(last + 1, 1)).map((title, at) => {
    const name = cut(title.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim(), 100) || `Column ${letters(at)}`;
    let own = name;
    for (let count = 2; taken.has(own.toLowerCase()); count++) own = `${name} (${count})`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** 0 -> A, 25 -> Z, 26 -> AA: as spreadsheets call their columns. */
export function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}
