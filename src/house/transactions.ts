/**
 * How a transaction begins and ends here. Everything that depends on who asks is said inside it (`set local`): whose
 * rows may be seen, first nobody's, and how long to wait. So nothing of it is left on the connection, and whatever
 * somebody else left there does not matter: a pooler may hand every transaction another connection (decision 002).
 *
 * On a pipelined connection `begin` is not waited for: it goes out together with the first question. Nor is the
 * `commit` of a transaction that only reads.
 */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';

/** In milliseconds; what is not said is what the server says. */
export type Limits = {
  client_connection_check_interval?: number;
  lock_timeout?: number;
  statement_timeout?: number;
  idle_in_transaction_session_timeout?: number;
};

/** `pipelined` when the pool's connections send without waiting for the answer before. */
export type Ways = { limits?: Limits; pipelined?: boolean };

export class HouseDialect extends PostgresDialect {
  readonly #pool: pg.Pool;
  readonly #ways: Ways;

  constructor(pool: pg.Pool, ways: Ways) {
    super({ pool });
    this.#pool = pool;
    this.#ways = ways;
  }

  override createDriver(): Driver {
    return new HouseDriver(this.#pool, this.#ways);
  }
}

class HouseDriver extends PostgresDriver {
  readonly #pipelined: boolean;
  readonly #settings: string;
  readonly #reading = new WeakSet<DatabaseConnection>();

  constructor(pool: pg.Pool, { limits = {}, pipelined = false }: Ways) {
    super({ pool });
    this.#pipelined = pipelined;
    const local = { ...limits, 'app.library_id': "''", 'app.user_id': "''" };
    this.#settings = Object.entries(local)
      .map(([name, value]) => `; set local ${name} = ${value}`)
      .join('');
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings;
    const how = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ');
    if (accessMode === 'read only') this.#reading.add(connection);
    else this.#reading.delete(connection);
    await this.#sent(connection, `begin ${how}${this.#settings}`);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#reading.has(connection)) await this.#sent(connection, 'commit');
    else await super.commitTransaction(connection);
  }

  /**
   * Without waiting, where that can be. If it fails the connection is broken or the server is stopping, and the
   * questions that follow it fail as well.
   */
  async #sent(connection: DatabaseConnection, text: string): Promise<void> {
    const answered = connection.executeQuery(CompiledQuery.raw(text));
    if (this.#pipelined) answered.catch(() => {});
    else await answered;
  }
}
