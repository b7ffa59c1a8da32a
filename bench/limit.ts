/**
 * The limit of a page: a bare node:http server that runs the statements the page ran, in one transaction on one pooled
 * and pipelined connection as the page did, and sends the bytes the page sent. What ours takes beyond this is routing, sessions, rules, figures and
 * rendering. Started by processes.ts.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPool } from '../src/house/db.ts';
import { DATABASE, ROLE } from '../src/house/embedded.ts';
import { PreparingClient } from '../src/house/prepared.ts';
import type { Recording } from './record.ts';

const [file = '', socket = ''] = process.argv.slice(2);
const recordings = JSON.parse(readFileSync(file, 'utf8')) as Recording[];
const pages = new Map(recordings.map((each) => [each.path, { ...each, body: Buffer.from(each.body, 'base64') }]));
// As many as the app opens by default, and with prepared statements, as ours.
const database = { host: socket, user: ROLE, database: DATABASE };
const pool = openPool({ ...database, max: 16, Client: PreparingClient, pipeline: true });

const server = createServer(async (request, response) => {
  const page = pages.get(request.url ?? '');
  if (!page) return response.writeHead(404).end();
  const client = await pool.connect();
  try {
    const [begin, ...statements] = page.statements;
    // Neither is waited for, as in house/transactions.ts.
    client.query(begin?.text ?? '').catch(() => {});
    for (const { text, values } of statements) await client.query(text, values);
    client.query('commit').catch(() => {});
    response.writeHead(200, page.headers).end(page.body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  } finally {
    client.release();
  }
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
