/** Every kind of question to the public lists: through the verb, its own statements sent bare, and as a page. */
import { Agent } from 'node:http';
import type pg from 'pg';
import { openDb } from '../src/house/db.ts';
import { publicListsFilter, tokenText } from '../src/rooms/sourcing/public-lists/filter.ts';
import { searchPublicLists } from '../src/rooms/sourcing/public-lists/search.ts';
import { fetchOnce, percentile } from './load.ts';

export type Sample = { id: number; name_key: string; city: string; state: string; sector_key: string; zip: string };
type Question = Record<string, string | number>;
type Page = { port: number; cookie: string; base: string };

const words = (sample: Sample) => sample.name_key.split(' ').filter((word) => word.length > 2);
/** Two words of a name, the second as far as somebody has typed. */
const twoWords = (sample: Sample) => `${words(sample)[0] ?? ''} ${(words(sample).at(-1) ?? '').slice(0, 5)}`;
/** One letter left out of the longest word. */
const slip = (sample: Sample) => {
  const longest = words(sample).toSorted((a, b) => b.length - a.length)[0] ?? '';
  return sample.name_key.replace(longest, longest.slice(0, 2) + longest.slice(3));
};

const KINDS: Record<string, (sample: Sample, other: Sample) => Question> = {
  'name begins with': (sample) => ({ q: sample.name_key.slice(0, 3 + (sample.id % 6)) }),
  'sector and state, by name': ({ sector_key: sector, state }) => ({ sector, state }),
  'the same, a page from the middle': ({ sector_key: sector, state }, other) => ({
    sector,
    state,
    after: tokenText({ at: ['name', other.name_key, other.id] }),
  }),
  'state, by name': ({ state }) => ({ state }),
  '25 miles': ({ zip: near }) => ({ near, miles: 25 }),
  '100 miles': ({ zip: near }) => ({ near, miles: 100 }),
  'sector, 25 miles': ({ zip: near, sector_key: sector }) => ({ near, sector, miles: 25 }),
  words: (sample) => ({ q: twoWords(sample) }),
  'words, state': (sample) => ({ q: twoWords(sample), state: sample.state }),
  'words, 25 miles': (sample) => ({ q: twoWords(sample), near: sample.zip, miles: 25 }),
  'words, sector, 25 miles': (sample) => ({
    q: twoWords(sample),
    near: sample.zip,
    sector: sample.sector_key,
    miles: 25,
  }),
  'words of far away, 100 miles': (sample, other) => ({ q: other.city, near: sample.zip, miles: 100 }),
  'a very common word': () => ({ q: 'church' }),
  'a very common word, 25 miles': (sample) => ({ q: 'church', near: sample.zip, miles: 25 }),
  'mistyped name': (sample) => ({ q: slip(sample) }),
  'mistyped name, 25 miles': (sample) => ({ q: slip(sample), near: sample.zip, miles: 25 }),
};

/** Where a question is put: to the verb, to the database itself and to the page. */
type Ways = { pool: pg.Pool; superuser: pg.Client; page: Page };

export async function measureSearches(ways: Ways, samples: Sample[]): Promise<string> {
  const lines = [
    '| 25 rows | verb p50 | p95 | max | bare p50 | p95 | page p50 | p95 | found |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const [name, ask] of Object.entries(KINDS)) {
    const questions = samples.map((sample, at) => ask(sample, samples[(at + 1) % samples.length] as Sample));
    lines.push(`| ${name} | ${await line(ways, [...questions.slice(0, 1), ...questions])} |`);
  }
  // Paging on and on is a kind of its own: each page must cost what the first does.
  const deep = await deepPages(ways.pool, samples.slice(0, 20));
  lines.push(`| 25 miles, pages 2 to 20 | ${spread(deep).join(' | ')} | | | | | |`);
  return lines.join('\n');
}

/** The first question warms up and is not counted. */
async function line({ pool, superuser, page }: Ways, questions: Question[]): Promise<string> {
  const times = { verb: [] as number[], bare: [] as number[], http: [] as number[] };
  const agent = new Agent({ keepAlive: true });
  const { db, statements } = recordingDb(pool);
  let found = 0;
  for (const question of questions) {
    statements.length = 0;
    const filter = publicListsFilter.parse(question);
    found += Math.sign((await time(times.verb, () => searchPublicLists({ db, now: new Date() }, filter))).rows.length);
    const asked = [...statements];
    await time(times.bare, async () => {
      for (const { text, values } of asked) await superuser.query(text, values);
    });
    const path = addressOf(page, question);
    const { status } = await time(times.http, () => fetchOnce({ ...page, path }, agent));
    if (status !== 200) throw new Error(`${path} answered ${status}.`);
  }
  agent.destroy();
  const counted = (all: number[]) => spread(all.slice(1));
  return [
    ...counted(times.verb),
    ...counted(times.bare).slice(0, 2),
    ...counted(times.http).slice(0, 2),
    `${Math.round((100 * found) / questions.length)} %`,
  ].join(' | ');
}

/** Milliseconds: the median, the 95th percentile and the longest. */
const spread = (times: number[]) =>
  [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)].map((ms) => ms.toFixed(1));

const addressOf = ({ base }: Page, question: Question) =>
  `${base}?${new URLSearchParams(Object.entries(question).map(([key, value]) => [key, String(value)]))}`;

async function time<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  times.push(performance.now() - began);
  return result;
}

function recordingDb(pool: pg.Pool) {
  const statements: { text: string; values: unknown[] }[] = [];
  const connect = async () => {
    const client = await pool.connect();
    const query = (text: string, values: unknown[] = []) => {
      statements.push({ text, values });
      return client.query(text, values);
    };
    return { query, release: () => client.release() };
  };
  return { db: openDb({ connect, end: async () => {} } as unknown as pg.Pool), statements };
}

async function deepPages(pool: pg.Pool, samples: Sample[]): Promise<number[]> {
  const times: number[] = [];
  const host = { db: openDb(pool), now: new Date() };
  for (const { zip } of samples) {
    let after = '';
    for (let page = 1; page <= 20; page++) {
      const { rows, more } = await time(page === 1 ? [] : times, () =>
        searchPublicLists(host, publicListsFilter.parse({ near: zip, miles: 25, after })),
      );
      if (!more) break;
      after = rows.at(-1)?.token ?? '';
    }
  }
  return times;
}
