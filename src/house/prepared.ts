/**
 * Statements that come again and again are prepared under a name: a connection then plans each of them once, and
 * PostgreSQL spends more on planning a page's queries than on running them. It is done here for all of them, by their
 * text, so that nobody has to name a query. The driver remembers which names its connection knows.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';

/** A text is prepared from this time on that it is asked: what is asked once would be planned for nothing. */
const TIMES = 3;
/** A bound, for each takes memory in every connection that asks it: all pages together ask a few hundred. */
const MOST = 1_000;
/** As many texts are counted at a time. Lists of varying length make ever new ones. */
const COUNTED = 5_000;

/**
 * Begins a statement that is planned each time for its values, because the best plan for a library of five thousand
 * partners is another than for one of fifty. PostgreSQL, which plans a prepared one for any library, would take the
 * latter: five times as slow for the former.
 */
export const forItsValues = sql`/* planned for its values */`;

const READS_OR_WRITES = /^\s*(select|with|insert|update|delete)\b/i;

/** Says of each text whether it is prepared, and under which name; for all connections of a process. */
export class Prepared {
  readonly #names = new Map<string, string>();
  #times = new Map<string, number>();

  nameOf(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= MOST || !READS_OR_WRITES.test(text)) return name;
    if (this.#times.size >= COUNTED) this.#times = new Map();
    const times = (this.#times.get(text) ?? 0) + 1;
    this.#times.set(text, times);
    return times < TIMES ? undefined : this.#name(text);
  }

  #name(text: string): string {
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    this.#names.set(text, name);
    this.#times.delete(text);
    return name;
  }
}

/** Connections whose statements with values are prepared when they come again, by one memory for all of them. */
export const preparing = (prepared: Prepared) =>
  class extends pg.Client {
    // The base class has a dozen forms of this; a text with its values is the one in which Kysely asks.
    // biome-ignore lint/suspicious/noExplicitAny: the forms are handed on as they are
    override query(first: any, values?: any, done?: any): any {
      const name = typeof first === 'string' && Array.isArray(values) && values.length > 0 && prepared.nameOf(first);
      return super.query(name ? { name, text: first, values } : first, name ? undefined : values, done);
    }
  };

/** All of a process share one. */
export class PreparingClient extends preparing(new Prepared()) {}
