/** What headings of lists mean, whoever wrote them: as they stand, spelled out, or with more words around them. */
import { nameKey } from '../../../directory/name-key.ts';
import { type Field, SEVERAL } from './fields.ts';
import { BY_WORD } from './heading-words.ts';

/**
 * Headings by which a program's own words for its columns are known: camel case, underscores, numbers and signs become
 * words ("PhysicalAddress1", "org_zip", "Ph #").
 */
const spelled = (title: string): string =>
  nameKey(
    title
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replace(/([A-Za-z])(\d)/g, '$1 $2')
      .replace(/(\d)([A-Za-z])/g, '$1 $2')
      .replace(/#/g, ' number '),
  );

/** What a heading says that its column holds. */
export function meaning(title: string): Field | undefined {
  const asTyped = nameKey(title);
  if (asTyped === '') return undefined;
  const key = spelled(title);
  return (
    BY_WORD.get(asTyped) ??
    ofPerson(asTyped) ??
    BY_WORD.get(key) ??
    ofPerson(key) ??
    postal(key) ??
    prefixed(key) ??
    severalOf(key)
  );
}

/** "Mailing City", "Shipping Street": where letters go, when it stands beside where they are. */
const POSTAL = /^(?:mailing|mail|postal|correspondence|shipping) (.+)$/;
const ADDRESS_PARTS = new Set<Field>(['address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country']);
function postal(key: string): Field | undefined {
  if (/^(mailing|mail|postal|correspondence|shipping) address(es)?( 1)?$|^direccion(es)? postal(es)?$/.test(key))
    return 'postal_address_1';
  const part = wordBehind(POSTAL.exec(key)?.[1]);
  return part && ADDRESS_PARTS.has(part) ? (`postal_${part}` as Field) : undefined;
}

/** Whose column it is, said once more: "org_name", "Agency Phone", "Billing Street", "Physical City". */
const PREFIX = new RegExp(
  `^(?:${[
    'org|organization|organisation|agency|company|account|provider|resource agency|business|billing|physical',
    'primary|main|general|office|visiting|headquarters',
  ].join('|')}) (.+)$`,
);
function prefixed(key: string): Field | undefined {
  const rest = PREFIX.exec(key)?.[1];
  if (!rest) return undefined;
  return wordBehind(rest) ?? severalOf(rest);
}

/** "Billing Address City" is a city, "Billing Address 1" an address. */
const wordBehind = (rest = ''): Field | undefined => BY_WORD.get(rest) ?? BY_WORD.get(rest.replace(/^address /, ''));

/** "Phone 1 Number", "PhoneNumber2", "E-mail 3": what one may have several of. */
function severalOf(key: string): Field | undefined {
  const said = /\d/.test(key) ? BY_WORD.get(key.replace(/ ?\d+ ?/g, ' ').trim()) : undefined;
  return said && (SEVERAL.includes(said) || said === 'phone_description') ? said : undefined;
}

/** What a column of phones is for, where its heading says more than "phone". */
export function purposeIn(title: string): string {
  return /crisis|hot ?line|help ?line|toll ?free|after hours|intake|appointment|admin|business line|ayuda/i.test(
    spelled(title),
  )
    ? title.trim()
    : '';
}

/** "Director’s e-mail", "Contact cell", "Correo de la directora": whoever it is, it is a person. */
const ROLES = [
  'contact|director|executive director|president|chair|chairperson|manager|coordinator|liaison|rep|representative',
  'pastor|principal|secretary|treasurer|owner|person|staff|volunteer',
].join('|');
const WHO = `(?:main |primary |key |emergency )?(?:${ROLES})s?`;
const FUNCIONES = [
  'contacto|director|directora|presidente|presidenta|gerente|coordinador|coordinadora',
  'representante|responsable|persona',
].join('|');
const QUIEN = `(?:del |de la |de )(?:${FUNCIONES})`;
const PHONE = 'phone|telephone|tel|phone number|number|direct line';
const MAIL = 'email|e mail|mail|email address|e mail address';
const PATTERNS: [RegExp, Field][] = [
  [new RegExp(`^${WHO} (?:work |office |direct )?(?:${PHONE})$`), 'contact_phone'],
  [new RegExp(`^${WHO} (?:work |office )?(?:${MAIL})$`), 'contact_email'],
  [new RegExp(`^${WHO} (?:cell|mobile|cell phone|mobile phone|cell number|mobile number)$`), 'contact_cell_phone'],
  [new RegExp(`^${WHO} (?:home|personal|private) (?:${PHONE})$`), 'contact_home_phone'],
  [new RegExp(`^${WHO} (?:home|personal|private) (?:${MAIL})$`), 'contact_home_email'],
  [new RegExp(`^${WHO} (?:home |personal )?(?:address|street|home)$`), 'contact_home_address_1'],
  [new RegExp(`^${WHO} (?:home )?city$`), 'contact_home_city'],
  [new RegExp(`^${WHO} (?:home )?state$`), 'contact_home_state_province'],
  [new RegExp(`^${WHO} (?:home )?(?:zip|zip code|postal code)$`), 'contact_home_postal_code'],
  [new RegExp(`^${WHO} (?:title|position|role)$`), 'contact_title'],
  [new RegExp(`^${WHO} (?:full )?name$`), 'contact_name'],
  [new RegExp(`^${WHO} first(?: name)?$`), 'contact_first_name'],
  [new RegExp(`^${WHO} last(?: name)?$`), 'contact_last_name'],
  [new RegExp(`^(?:telefono|tel) ${QUIEN}$`), 'contact_phone'],
  [new RegExp(`^(?:correo|correo electronico|email|e mail) ${QUIEN}$`), 'contact_email'],
  [new RegExp(`^(?:celular|movil|telefono celular|telefono movil) ${QUIEN}$`), 'contact_cell_phone'],
  [new RegExp(`^(?:direccion|domicilio) ${QUIEN}$`), 'contact_home_address_1'],
];
const ofPerson = (key: string): Field | undefined => PATTERNS.find(([pattern]) => pattern.test(key))?.[1];
