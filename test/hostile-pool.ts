/**
 * A pool as a pooler between programs gives it, at its worst: every transaction, and every statement outside of one, is
 * sent to another connection than the last, and on each of them stands what a stranger's session left there.
 */
import pg from 'pg';

/** Whose rows the connections would show to whoever does not say who asks. */
export type Leftovers = { library: string; user: string };

const CONNECTIONS = 5;

export async function hostilePool(config: pg.PoolConfig, leftovers: Leftovers): Promise<pg.Pool> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client(config));
  await Promise.all(clients.map((client) => client.connect()));
  const free: pg.Client[] = [];
  const giveBack = async (client: pg.Client) => {
    await client.query(`select set_config('app.library_id', $1, false), set_config('app.user_id', $2, false)`, [
      leftovers.library,
      leftovers.user,
    ]);
    free.push(client);
  };
  await Promise.all(clients.map(giveBack));
  const another = async (): Promise<pg.Client> => {
    for (;;) {
      const client = free.shift();
      if (client) return client;
      await new Promise((later) => setTimeout(later, 1));
    }
  };

  const connect = async () => {
    let inside: pg.Client | null = null;
    const query = async (text: string, values?: unknown[]) => {
      const on: pg.Client = inside ?? (await another());
      if (/^begin/.test(text)) inside = on;
      if (/^(commit|rollback)$/.test(text)) inside = null;
      try {
        return await on.query(text, values);
      } finally {
        if (!inside) await giveBack(on);
      }
    };
    return { query, release: () => {}, on: () => {}, removeListener: () => {} };
  };
  const end = async () => void (await Promise.all(clients.map((client) => client.end())));
  return { connect, end, options: {} } as unknown as pg.Pool;
}
