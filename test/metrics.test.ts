/** Figures for the host: what they say, and what they never do. */
import { expect, test } from 'vitest';
import { Metrics, serveMetrics } from '../src/house/metrics.ts';
import { enqueue } from '../src/house/work/job.ts';
import { aLibrary, aMember, aPartner, aSession } from './factories.ts';
import { houseOn, poolOf, useDatabase, Visitor } from './support.ts';

const world = useDatabase();

test('figures count pages by their pattern, and name no library, no id and no address', async () => {
  const member = await aMember(await aLibrary(world.host));
  const partner = await aPartner(member);
  const metrics = new Metrics();
  const house = houseOn(world.db, { metrics });
  metrics.watch({ lending: house.lending, worker: poolOf(world.db), db: world.db });
  await enqueue(member, 'import.apply', partner);
  const visitor = new Visitor(house).arrive((await aSession(member)).cookie);
  await visitor.get(`/l/${member.library.slug}/partners/${partner}`);
  await visitor.get('/nothing/here');

  const { port, stop } = await serveMetrics(metrics, 0);
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await answer.text();
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  stop();

  expect(text).toContain('common_table_requests_total{method="GET",route="/l/:library/partners/:id",status="200"} 1');
  expect(text).toContain('common_table_requests_total{method="GET",route="none",status="404"} 1');
  expect(text).toContain('common_table_jobs_waiting{kind="import.apply"} 1');
  expect(text).toContain('common_table_jobs_waiting{kind="mail.send"} 0');
  expect(text).toContain('common_table_connections{pool="pages",state="in use"} 0');
  expect(text).toMatch(/nodejs_eventloop_lag_seconds \d/);
  for (const secret of [member.library.slug, partner, String(member.actor.id), '/nothing'])
    expect(text).not.toContain(secret);
});
