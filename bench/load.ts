/**
 * Load on the loopback: as many requests one after another as `connections` kept-alive connections carry in `seconds`.
 */
import { Agent, get, type IncomingHttpHeaders } from 'node:http';

export type Ask = { port: number; path: string; cookie: string };
export type Load = { requests: number; seconds: number; latencies: number[] };
export type Answer = { status: number; headers: IncomingHttpHeaders; rawHeaders: string[]; body: Buffer };

export async function load(
  ask: Ask,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const began = performance.now();
  const visitor = async () => {
    while (performance.now() - began < seconds * 1000) {
      const asked = performance.now();
      const { status, body } = await fetchOnce(ask, agent);
      if (status !== 200 || body.length === 0) throw new Error(`${ask.path} answered ${status} under load.`);
      latencies.push(performance.now() - asked);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, visitor));
    return { requests: latencies.length, seconds: (performance.now() - began) / 1000, latencies };
  } finally {
    agent.destroy();
  }
}

/** One request as a browser would send it; the body is as it came, perhaps compressed. */
export function fetchOnce({ port, path, cookie }: Ask, agent?: Agent): Promise<Answer> {
  const headers = { cookie, accept: 'text/html', 'accept-encoding': 'identity', 'accept-language': 'en' };
  return new Promise((done, fail) => {
    const request = get({ host: '127.0.0.1', port, path, headers, agent, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks),
        }),
      );
      response.on('error', fail);
    });
    request.on('timeout', () => request.destroy(new Error(`${path} did not answer within 30 seconds.`)));
    request.on('error', fail);
  });
}

/** In milliseconds; `share` 0.5 is the median. */
export function percentile(latencies: number[], share: number): number {
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
