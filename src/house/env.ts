/**
 * Configuration comes from the environment through this one schema. Every setting may be given as NAME_FILE (the path
 * of a file that holds it), so that secrets need not stand in the environment. A COMMON_TABLE_ name that is not listed
 * here is refused: a mistyped setting that is silently ignored is the most expensive kind.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Mailbox, openMailbox } from './work/mailbox.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** With what is put behind the plus, it is what an address may have before its @. */
const LOCAL_PART = 22;

const schema = z.object({
  COMMON_TABLE_DATA: z
    .string()
    .default('./var')
    .transform((path) => resolve(path)),
  /**
   * What this process is there for: `web` answers pages, `worker` does what nobody waits for, `all` is both. With the
   * embedded database the others join the one that is `all`.
   */
  COMMON_TABLE_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  COMMON_TABLE_HOST: z.string().default('127.0.0.1'),
  COMMON_TABLE_PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  COMMON_TABLE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /**
   * How many reverse proxies in front are ours: the client's address is read that far from the right of
   * X-Forwarded-For.
   */
  COMMON_TABLE_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  COMMON_TABLE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  COMMON_TABLE_DB_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16),
  /** Whether statements are prepared by name, which not every pooler bears that lends connections by transaction. */
  COMMON_TABLE_DB_PREPARE: flag.default(true),
  /** Where figures for monitoring are answered, on this machine only; none without it. */
  COMMON_TABLE_METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  COMMON_TABLE_MAIL_FROM: z.string().default('Common Table <common-table@localhost>'),
  /** The mailbox for incoming e-mail; each member's own address is made of it. */
  COMMON_TABLE_MAIL_IN: z
    .email()
    .transform((address) => address.toLowerCase())
    .refine((address) => address.indexOf('@') <= LOCAL_PART, `the part before @ has at most ${LOCAL_PART} characters`)
    .optional(),
  /** What a mail server says that hands in what came. */
  COMMON_TABLE_MAIL_IN_SECRET: z.string().min(16).optional(),
  /** The largest e-mail that is kept whole, in megabytes. */
  COMMON_TABLE_MAIL_IN_MB: z.coerce.number().int().min(1).max(100).default(25),
  /** What one import may bring: megabytes of the file, megabytes it may unpack to, rows. */
  COMMON_TABLE_IMPORT_MB: z.coerce.number().int().min(1).max(500).default(20),
  COMMON_TABLE_IMPORT_UNPACKED_MB: z.coerce.number().int().min(1).max(5000).default(200),
  COMMON_TABLE_IMPORT_ROWS: z.coerce.number().int().min(1).max(1_000_000).default(50_000),
  COMMON_TABLE_DEMO: flag.default(false),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** A hot standby of that server, which answers pages that only read. */
  DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The mailbox that is asked for what came. */
  IMAP_URL: z.url({ protocol: /^imaps?$/ }).optional(),
});

export type Env = z.output<typeof schema>;

/** Throws an Error whose message is one plain sentence for the host. */
export function readEnv(from: Record<string, string | undefined> = process.env): Env {
  const known = Object.keys(schema.shape);
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value === undefined || value === '') continue;
    const isFile = name.endsWith('_FILE') && known.includes(name.slice(0, -5));
    const setting = isFile ? name.slice(0, -5) : name;
    if (setting in given) throw new Error(`${setting} is given twice, also as ${setting}_FILE. Keep one.`);
    if (known.includes(name)) given[name] = value;
    else if (isFile) given[name.slice(0, -5)] = readSecret(name, value);
    else if (name.startsWith('COMMON_TABLE_'))
      throw new Error(`There is no setting called ${name}. See docs/running.md for the list.`);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return together(parsed.data);
  const issue = parsed.error.issues[0];
  throw new Error(`The setting ${issue?.path.join('.')} is not right: ${issue?.message}.`);
}

/** What only makes sense with something else. */
function together(env: Env): Env {
  const ways = env.IMAP_URL ?? env.COMMON_TABLE_MAIL_IN_SECRET;
  if (ways && !env.COMMON_TABLE_MAIL_IN)
    throw new Error('Incoming e-mail needs the address of its mailbox too: set COMMON_TABLE_MAIL_IN.');
  if (env.COMMON_TABLE_MAIL_IN && !ways)
    throw new Error('COMMON_TABLE_MAIL_IN needs a way in: set IMAP_URL, or COMMON_TABLE_MAIL_IN_SECRET.');
  return env;
}

/** The mailbox for incoming e-mail; null where there is none. */
export const mailboxOf = (env: Env): Mailbox | null =>
  env.COMMON_TABLE_MAIL_IN
    ? openMailbox({
        address: env.COMMON_TABLE_MAIL_IN,
        bytes: env.COMMON_TABLE_MAIL_IN_MB * 1_000_000,
        imapUrl: env.IMAP_URL ?? null,
        secret: env.COMMON_TABLE_MAIL_IN_SECRET ?? null,
      })
    : null;

function readSecret(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new Error(`${name} names the file ${path}, which cannot be read.`);
  }
}

/** What a file that comes in may hold, in bytes and rows. */
export const importLimits = (env: Env) => ({
  fileBytes: env.COMMON_TABLE_IMPORT_MB * 1_000_000,
  unpackedBytes: env.COMMON_TABLE_IMPORT_UNPACKED_MB * 1_000_000,
  rows: env.COMMON_TABLE_IMPORT_ROWS,
});
export type ImportLimits = ReturnType<typeof importLimits>;
