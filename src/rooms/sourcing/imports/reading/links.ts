/**
 * Cells that show one thing and lead to another: "Visit site" with a link behind it. Where the words mean nothing by
 * themselves the cell is read as where it leads; where they do (a name that is a link), they stay, and the link is
 * named as not kept.
 */
import { nameKey } from '../../../directory/name-key.ts';
import { meaning } from '../columns/headings.ts';
import { type CellProblem, cut } from './sheet.ts';

/** Row and column count from 0. */
export type Link = { row: number; column: number; target: string };
type LinkKind = 'web' | 'mail' | 'phone';
type LinkTarget = { kind: LinkKind; value: string };
type HeaderPlace = { header: string[]; headerRow: number };

/** The rows with what their links lead to, and by row what could not be used of them. */
export function withTargets(
  given: string[][],
  place: HeaderPlace,
  links: Link[],
): { rows: string[][]; unused: Map<number, CellProblem[]> } {
  const rows = given.slice();
  const unused = new Map<number, CellProblem[]>();
  const linked = new LinkedColumns(given, place, links);
  for (const { row, column, target: written } of links.filter((each) => each.row >= place.headerRow)) {
    const [cells, target] = [rows[row] ?? [], targetOf(written)];
    const shown = cells[column] ?? '';
    // An empty cell to the right of the last heading belongs to no column.
    if (!target || isAddress(shown) || (shown === '' && column >= place.header.length)) continue;
    const says = linked.areOf(column, target.kind);
    if (says || meansNothing(shown)) rows[row] = filledAt(cells, column, target.value);
    else unused.set(row, [...(unused.get(row) ?? []), notKept(column, target.value)]);
  }
  return { rows, unused };
}

/** Which columns hold addresses of a kind, by their heading or by their cells without a link. */
class LinkedColumns {
  readonly #rows: string[][];
  readonly #place: HeaderPlace;
  readonly #links: Map<number, Link[]>;
  readonly #known = new Map<string, boolean>();

  constructor(rows: string[][], place: HeaderPlace, links: Link[]) {
    this.#rows = rows;
    this.#place = place;
    this.#links = Map.groupBy(links, ({ column }) => column);
  }

  areOf(column: number, kind: LinkKind): boolean {
    const key = `${column} ${kind}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const title = this.#place.header[column] ?? '';
    const are = headingSays(title, kind) || mostlyAre(this.#unlinked(column), kind);
    this.#known.set(key, are);
    return are;
  }

  #unlinked(column: number): string[] {
    const { headerRow } = this.#place;
    const linked = new Set((this.#links.get(column) ?? []).map((each) => each.row - headerRow));
    return otherCells(this.#rows.slice(headerRow), column, linked);
  }
}

const filledAt = (cells: string[], column: number, value: string): string[] =>
  Array.from({ length: Math.max(cells.length, column + 1) }, (_, at) => (at === column ? value : (cells[at] ?? '')));

function notKept(column: number, value: string): CellProblem {
  return {
    column,
    message: { key: 'error.value_not_kept', values: { value: cut(value, 80) } },
    hard: false,
    note: true,
  };
}

/** Words that mean nothing without their link. */
const WEB =
  '(?:web ?site|site|web ?page|home ?page|page|link|url|web|details?|sitio(?: web)?|pagina(?: web)?|enlace|detalles?)';
const GO = 'visit|see|view|open|go to|browse|visitar?|ver|vea|ir al?|abrir|visite';
const ESCRIBIR =
  'correo|correo electronico|escribir|escribanos|escribenos|contacto|contactar|contactenos|llamar|llamenos';
const GENERIC = new RegExp(
  [
    `^(?:(?:${GO})(?: (?:our|the|their|this|el|la|su|nuestro|nuestra))?(?: ${WEB})?)$`,
    `^(?:our |the |su |nuestro |nuestra )?${WEB}$`,
    '^(?:click|clic|haga clic|pulse|tap|press)\\b.{0,30}$',
    '^(?:send )?(?:an )?(?:e ?mail|mail|write|contact|call)(?: (?:us|me|them|him|her|here|address))?$',
    `^(?:enviar |mandar )?(?:${ESCRIBIR})(?: aqui)?$`,
    '^(?:here|more|more info(?:rmation)?|read more|learn more|info(?:rmation)?)$',
    '^(?:aqui|mas|mas informacion|leer mas|facebook|instagram)$',
  ].join('|'),
);

const meansNothing = (shown: string) => shown === '' || GENERIC.test(nameKey(shown));
const isMail = (text: string) => /^\S+@\S+\.\S+$/.test(text);
const isWeb = (text: string) => /^(https?:\/\/|www\.)\S+$|^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/\S*)?$/i.test(text);
const isAddress = (text: string) => isMail(text) || isWeb(text) || /^[+(\d][\d\s().+-]{6,}/.test(text);
const IS: Record<LinkKind, (text: string) => boolean> = {
  web: isWeb,
  mail: isMail,
  phone: (text) => text.replace(/\D/g, '').length >= 7,
};
const HEADINGS: Record<LinkKind, RegExp> = { web: /website$/, mail: /email$/, phone: /phone$|^fax$/ };
const LIKE_HEADINGS: Record<LinkKind, RegExp> = {
  web: /\b(web|url|site|sitio|links?|enlace|pagina)\b/,
  mail: /\b(e ?mail|mail|correo)\b/,
  phone: /^$/,
};

const headingSays = (title: string, kind: LinkKind) =>
  HEADINGS[kind].test(meaning(title) ?? '') || LIKE_HEADINGS[kind].test(nameKey(title));

const otherCells = (rows: string[][], column: number, linked: Set<number>): string[] =>
  rows.flatMap((cells, row) => (linked.has(row) || !cells[column] ? [] : [cells[column]]));

const mostlyAre = (cells: string[], kind: LinkKind) =>
  cells.length > 0 && cells.filter(IS[kind]).length * 2 >= cells.length;

/** Null where it leads to a file or to another place of the workbook. */
function targetOf(written: string): LinkTarget | null {
  const target = unwrapped(written.trim());
  if (/^https?:\/\//i.test(target)) return { kind: 'web', value: target };
  if (/^mailto:/i.test(target))
    return asTarget(
      'mail',
      target
        .slice(7)
        .replace(/\?.*$/s, '')
        .replace(/\s*,\s*/g, '; '),
    );
  if (/^tel:/i.test(target)) return asTarget('phone', target.slice(4).replace(/;ext=/i, ' ext. '));
  return isMail(target) ? { kind: 'mail', value: target } : null;
}

const asTarget = (kind: LinkKind, value: string): LinkTarget | null =>
  value.trim() ? { kind, value: decodedUri(value).trim() } : null;

/** Google Sheets and Outlook wrap the real address in a redirect. */
function unwrapped(target: string): string {
  if (!/^https?:\/\/([\w-]+\.)?(google\.[a-z.]+\/url|safelinks\.protection\.outlook\.com\/)\?/i.test(target))
    return target;
  const { searchParams } = new URL(target);
  return searchParams.get('q') ?? searchParams.get('url') ?? target;
}

function decodedUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
