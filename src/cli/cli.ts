/** The command line of the host: thin, every command calls the verb that a page would. */
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { loadDemo, renewDemoSignIns, resetDemo, tellsDemo } from '../../db/demo.ts';
import { type Running, start } from '../app.ts';
import { openDatabase } from '../database.ts';
import type { HostCtx } from '../house/ctx.ts';
import { borrow, inTransaction } from '../house/db.ts';
import { type Env, readEnv } from '../house/env.ts';
import { Invalid, NotFound } from '../house/errors.ts';
import { newToken } from '../house/ids.ts';
import { openLog } from '../house/log.ts';
import { speak } from '../house/messages.ts';
import { parse, requiredEmail } from '../house/parse.ts';
import { openLibrary } from '../open-library.ts';
import { libraryDraft, newPassword, newUser } from '../rooms/accounts/account.ts';
import { enter, findLibrary } from '../rooms/accounts/libraries.ts';
import { joinLibrary } from '../rooms/accounts/members.ts';
import { signOutEverywhere } from '../rooms/accounts/sessions.ts';
import { createUser, setPassword, userByEmail } from '../rooms/accounts/users.ts';
import { addAgreementCommands } from './agreement-commands.ts';
import { doctor } from './doctor.ts';
import { addImportCommand } from './import-command.ts';

const program = new Command('commontable').description('Common Table, the partnership workbench of public libraries');
const say = (text: string) => void process.stdout.write(`${text}\n`);

program
  .command('start')
  .description('start the app; --demo loads the demo county if it is not there and prints its sign-ins')
  .option('--demo')
  .action(async (options: { demo?: boolean }) => {
    const env = { ...readEnv() };
    env.COMMON_TABLE_DEMO ||= options.demo === true;
    const running = await start(env);
    const stop = () => void running.stop().then(() => process.exit(0));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    if (env.COMMON_TABLE_DEMO) await announceDemoOf(running);
    else if (running.setupToken) announceSetup(`${running.address}/setup/${running.setupToken}`);
    const does = running.address ? `is open at ${running.address}` : 'does the work that nobody waits for';
    say(`Common Table ${does}  (stop it with Ctrl+C)`);
  });

/** Passwords are new at every start; of several processes the first gives them, and the others leave them alone. */
async function announceDemoOf({ database }: Running): Promise<void> {
  if (!(await tellsDemo(database.server)))
    return say('\nThe demo county is there. The process that was started first has printed its sign-ins.\n');
  say(await borrow(database.db, { libraryId: null }, (db) => openDemo({ db, now: new Date() })));
}

function announceSetup(address: string): void {
  say(`\nNo library has been set up yet. Open this address to begin:\n\n  ${address}\n`);
}

async function openDemo(host: HostCtx): Promise<string> {
  const { signIns, password } = (await renewDemoSignIns(host)) ?? (await loadDemo(host));
  const who = signIns.map(({ email, role }) => `  ${email.padEnd(34)} ${role}`);
  return `\nThe demo county is loaded. Sign in as:\n\n${who.join('\n')}\n\n  password for all of them: ${password}\n`;
}

program
  .command('migrate')
  .description('bring the database up to date and stop')
  .action(() => withHost(async () => 'The database is up to date.'));

const demo = program.command('demo').description('the invented county');
demo
  .command('load')
  .description('load the demo county beside what is there')
  .action(() => withHost(openDemo));
demo
  .command('reset')
  .description('take the demo county away, with everything done in it, and load it anew')
  .action(() =>
    withHost(async (host) => {
      await resetDemo(host);
      return openDemo(host);
    }),
  );

program
  .command('create-library')
  .description('found another library; create-admin gives it its first administrator')
  .requiredOption('--name <name>')
  .option('--time-zone <zone>', 'an IANA name', 'America/New_York')
  .option('--locale <locale>', 'en or es', 'en')
  .action((options: { name: string; timeZone: string; locale: string }) =>
    withHost(async (host) => {
      const { ctx } = await openLibrary(host, parse(libraryDraft, { ...options, time_zone: options.timeZone }));
      return `${ctx.library.name} is open at /l/${ctx.library.slug}.`;
    }),
  );

program
  .command('create-admin')
  .description('make a person an administrator of a library; for someone new, asks for the password on standard input')
  .requiredOption('--library <slug>')
  .requiredOption('--email <address>')
  .option('--name <name>', 'needed for someone new', '')
  .action((options: { library: string; email: string; name: string }) =>
    withHost(async (host) => {
      const ctx = await enter(host, await findLibrary(host, options.library));
      const { email } = parse(z.object({ email: requiredEmail }), options);
      const known = await userByEmail(host, email);
      const fresh = known ? null : parse(newUser, { name: options.name, password: await ask('New password: ') });
      await inTransaction(ctx, async (ctx) => {
        const userId = known ?? (await createUser(ctx, { email, name: '', password: '', ...fresh }));
        await joinLibrary(ctx, userId, 'administrator');
      });
      return `${email} is an administrator of ${ctx.library.name}.`;
    }),
  );

program
  .command('reset-password')
  .description('set a new password, read from standard input, and end all sessions of the person')
  .requiredOption('--email <address>')
  .action((options: { email: string }) =>
    withHost(async (host) => {
      const userId = await userByEmail(host, options.email.toLowerCase());
      if (!userId) throw new NotFound(`Nobody has the address ${options.email}.`);
      await setPassword(host, userId, parse(newPassword, await ask('New password: ')));
      await signOutEverywhere(host, userId);
      return 'The password is changed, and all sessions are ended.';
    }),
  );

addImportCommand(program, { withHost, withDatabase });
addAgreementCommands(program, { withHost, withDatabase, ask });

program
  .command('doctor')
  .description('check configuration, database and files, and say what is wrong')
  .action(async () => {
    process.exitCode = await doctor(say);
  });

program
  .command('generate-secrets')
  .description('print random values to use as passwords')
  .action(() => {
    for (let n = 0; n < 3; n++) say(newToken());
  });

/** One job on the database, in one transaction that belongs to no library; what came of it is said after the commit. */
function withHost(job: (host: HostCtx) => Promise<string>): Promise<void> {
  return withDatabase((host) => borrow(host.db, { libraryId: null }, (db) => job({ ...host, db })));
}

async function withDatabase(job: (host: HostCtx) => Promise<string>): Promise<void> {
  const env: Env = readEnv();
  const database = await openDatabase(env, openLog('warn'), { beside: true });
  try {
    say(await job({ db: database.db, now: new Date() }));
  } finally {
    await database.close();
  }
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdin.isTTY ? process.stdout : undefined });
  const answer = await lines.question(question);
  lines.close();
  return answer;
}

/** A refusal is one sentence on standard error; only a bug shows its stack. */
function explain(error: unknown): string {
  const { message } = speak('en');
  if (error instanceof Invalid) return Object.values(error.fields).map(message).join(' ');
  if (error instanceof NotFound) return error.message || 'There is no such library. Check the name in its address.';
  return error instanceof Error ? error.message || error.name : String(error);
}

program.parseAsync().catch((error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
