/** Checks what may be configured wrong on the host, and says it in sentences. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { openDatabase } from '../database.ts';
import { readAssets } from '../house/assets.ts';
import { browserBuild } from '../house/data.ts';
import { type Env, readEnv } from '../house/env.ts';
import { openLog } from '../house/log.ts';
import { openPostman } from '../house/work/postman.ts';
import { lookAtMailbox } from '../rooms/mailbox/fetching.ts';

/** Says one line per check; returns 0 when all is well, 1 otherwise. */
export async function doctor(say: (text: string) => void): Promise<number> {
  let wrong = 0;
  const check = async (name: string, look: () => Promise<string> | string) => {
    try {
      say(`ok     ${name}: ${await look()}`);
    } catch (error) {
      wrong++;
      say(`wrong  ${name}: ${(error as Error).message}`);
    }
  };
  let env: Env | undefined;
  await check('Node', () =>
    Number(process.versions.node.split('.')[0]) >= 22
      ? process.version
      : fail(`${process.version} is too old; 22.18 or newer is needed.`),
  );
  await check('configuration', () => {
    env = readEnv();
    return 'every setting is known and right';
  });
  const settings = env;
  if (settings) {
    await check('data folder', () => folder(settings.COMMON_TABLE_DATA));
    await check(
      'browser build',
      () => `${Object.keys(readAssets(browserBuild).islands).length} scripts and a style sheet`,
    );
    await check('database', () => database(settings));
    await check('mail', async () => {
      if (!settings.SMTP_URL) return 'SMTP_URL is not set: mails stay in the log and on the page "Mail"';
      const sender = { from: settings.COMMON_TABLE_MAIL_FROM, baseUrl: '' };
      await openPostman(sender, openLog('silent'), settings.SMTP_URL).transport?.verify();
      return 'the mail server answers';
    });
    await check('incoming e-mail', async () => {
      if (!settings.COMMON_TABLE_MAIL_IN) return 'COMMON_TABLE_MAIL_IN is not set: nothing comes in';
      if (!settings.IMAP_URL) return 'a mail server hands in what comes';
      await lookAtMailbox(settings.IMAP_URL);
      return 'the mailbox can be opened';
    });
  }
  return wrong > 0 ? 1 : 0;
}

function fail(message: string): never {
  throw new Error(message);
}

function folder(path: string): string {
  let existing = path;
  while (!existsSync(existing)) existing = dirname(existing);
  accessSync(existing, constants.W_OK);
  const { bavail, bsize } = statfsSync(existing);
  const free = Math.round((bavail * bsize) / 1e9);
  return free >= 1 ? `${path}, ${free} GB free` : fail(`less than 1 GB is free in ${path}.`);
}

async function database(env: Env): Promise<string> {
  const opened = await openDatabase(env, openLog('silent'), { migrate: false, beside: true });
  try {
    const { rows } = await opened.pool.query('select version() as version');
    return String(rows[0].version).split(' on ')[0] ?? '';
  } finally {
    await opened.close();
  }
}
