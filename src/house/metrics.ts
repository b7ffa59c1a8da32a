/**
 * Figures for the host's own monitoring, in Prometheus' format: on a port of their own, on this machine only, and off
 * unless a port is given. They count; there is no id, name or address in them, and a page is called by its pattern.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Db } from './db.ts';
import type { Lending } from './lending.ts';

/** One request that was answered; `route` is its pattern ('/l/:library/partners'), '' where none was met. */
export type Answered = { method: string; route: string; status: number; seconds: number };
export type Sources = { lending: Lending; worker: pg.Pool; db: Db };

export class Metrics {
  readonly #register = new Registry();
  readonly #requests = new Counter({
    name: 'common_table_requests_total',
    help: 'Requests by page and status',
    labelNames: ['method', 'route', 'status'],
    registers: [this.#register],
  });
  readonly #durations = new Histogram({
    name: 'common_table_request_seconds',
    help: 'How long answers took, by page',
    labelNames: ['method', 'route'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers: [this.#register],
  });

  constructor() {
    // The process: memory, time, and how late the event loop is.
    collectDefaultMetrics({ register: this.#register });
  }

  answered({ method, route, status, seconds }: Answered): void {
    const page = { method: METHODS.has(method) ? method : 'other', route: route || 'none' };
    this.#requests.inc({ ...page, status });
    this.#durations.observe(page, seconds);
  }

  /** What is asked only when somebody looks. */
  watch({ lending, worker, db }: Sources): void {
    const connections = { name: 'connections', help: 'Connections to the database', labelNames: ['pool', 'state'] };
    this.#gauge(connections, async (set) => {
      set({ pool: 'pages', state: 'in use' }, lending.inUse);
      set({ pool: 'pages', state: 'waited for' }, lending.waiting);
      set({ pool: 'worker', state: 'in use' }, worker.totalCount - worker.idleCount);
      set({ pool: 'worker', state: 'waited for' }, worker.waitingCount);
    });
    const jobs = { name: 'jobs_waiting', help: 'Work that waits, by kind; mail.send is mail', labelNames: ['kind'] };
    this.#gauge(jobs, async (set) => {
      for (const { kind, waiting } of await waitingJobs(db)) set({ kind }, waiting);
    });
  }

  async written(): Promise<{ type: string; text: string }> {
    return { type: this.#register.contentType, text: await this.#register.metrics() };
  }

  #gauge({ name, ...labels }: Labels, read: (set: Set) => Promise<void>): void {
    const collect = async () => {
      gauge.reset();
      // When the database does not answer, the other figures are still returned.
      await read((of, value) => gauge.set(of, value)).catch(() => {});
    };
    const registers = [this.#register];
    const gauge = new Gauge({ name: `common_table_${name}`, ...labels, registers, collect });
  }
}

/** What a figure is called, and by what it is told apart. */
type Labels = { name: string; help: string; labelNames: string[] };
type Set = (labels: Record<string, string>, value: number) => void;

/** The method is what the client sends, so anything else counts as "other"; the number of labels stays small. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

async function waitingJobs(db: Db): Promise<{ kind: string; waiting: number }[]> {
  const { rows } = await sql<{ kind: string; waiting: number }>`
    select q.name as kind, (select count(*) from pgboss.job j where j.name = q.name and j.state in ('created', 'retry'))
      as waiting from pgboss.queue q where q.name not like '\_\_pgboss\_\_%' order by q.name`.execute(db);
  return rows;
}

/** Answers GET /metrics on this machine. Port 0 takes any free port. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<{ port: number; stop: () => void }> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end();
    const { type, text } = await metrics.written();
    response.writeHead(200, { 'content-type': type }).end(text);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}
