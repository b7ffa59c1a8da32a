/**
 * The Monday digest: one mail to each member with what waits for them, as all rooms say it, in their language, at seven
 * o'clock where their library is. It is put together across rooms, so it stands beside them. A member is asked for by a
 * job; the mail, the mark that it was made and the end of the job are one transaction, so there is one a week, whatever
 * is killed when and however many workers there are.
 */
import { Temporal } from 'temporal-polyfill';
import { type Ctx, type MemberId, today } from './house/ctx.ts';
import { borrow } from './house/db.ts';
import { type Language, speak } from './house/messages.ts';
import { type At, type Handlers, once } from './house/work/handler.ts';
import { enqueue, type Job } from './house/work/job.ts';
import { outbox } from './house/work/mail.ts';
import type { Schedules } from './house/work/schedules.ts';
import { anyMember } from './rooms/accounts/account.ts';
import { enter, findLibrary, librariesIn } from './rooms/accounts/libraries.ts';
import { membersOf } from './rooms/accounts/members.ts';
import { findUser } from './rooms/accounts/users.ts';
import { claimDigest } from './rooms/outreach/digests.ts';
import { type DueGroup, digestOf, digestTold } from './views/today/today.ts';

const SEND = 'digest.send';
/** As many of one kind as a mail lists. */
const LISTED = 12;

export const digestSchedules: Schedules = {
  'digest.monday': { cron: '0 7 * * 1', each: 'zone', run: askForAll },
};

export const digestJobs: Handlers = { [SEND]: { batch: 20, run: send } };

/** Asks for the digest of each member of each library in this zone, a transaction for each library. */
async function askForAll(at: At, zone: string): Promise<void> {
  for (const library of await librariesIn({ db: at.db, now: at.now() }, zone))
    await borrow(at.db, { libraryId: library.id }, async (db) => {
      const host = { db, now: at.now() };
      const ctx = await enter(host, await findLibrary(host, library.slug));
      for (const { id } of await membersOf(ctx)) await enqueue(ctx, SEND, id);
    });
}

/** Who left meanwhile gets none; nor does anybody for whom nothing waits. */
async function send(at: At, job: Job): Promise<void> {
  await once(at, job, async (host) => {
    if (!job.libraryId) return;
    const asker = { libraryId: job.libraryId, memberId: job.subject as MemberId };
    const acting = await at.actFor(host, asker, anyMember);
    if (acting?.still !== 'may') return;
    const { ctx } = acting;
    if (!(await claimDigest(ctx, mondayOf(ctx)))) return;
    const groups = await digestOf(ctx);
    if (groups.length > 0) await write(ctx, groups, at.postman.baseUrl);
    await digestTold(ctx);
  });
}

/** The Monday of this week, where the library is. */
function mondayOf(ctx: Ctx): string {
  const now = Temporal.PlainDate.from(today(ctx));
  return now.subtract({ days: now.dayOfWeek - 1 }).toString();
}

async function write(ctx: Ctx, groups: DueGroup[], baseUrl: string): Promise<void> {
  if (!ctx.actor.userId) return;
  const { email, locale, name } = await findUser(ctx, ctx.actor.userId);
  const language = speak(locale ?? ctx.library.locale, ctx.library.timeZone);
  const home = `${baseUrl}/l/${ctx.library.slug}`;
  const count = groups.reduce((sum, { total }) => sum + total, 0);
  await outbox(ctx, {
    to: email,
    locale: language.locale,
    kind: 'digest',
    // It names whoever this member may see; administrators may not see all of them.
    private: true,
    subject: language.t('mail.digest.subject', { count, library: ctx.library.name }),
    body: [
      language.t('mail.digest.greeting', { name }),
      ...groups.map((group) => section(ctx, { group, language, home })),
      language.t('mail.digest.end', { link: home }),
    ].join('\n\n'),
  });
}

type Section = { group: DueGroup; language: Language; home: string };

function section(ctx: Ctx, { group: { heading, total, items }, language, home }: Section): string {
  const { t, message, day } = language;
  const lines = items.slice(0, LISTED).map(({ id, page, title, text, due_on }) => {
    const late = due_on !== null && due_on < today(ctx);
    const when = due_on && t(late ? 'mail.digest.late' : 'mail.digest.by', { day: day(due_on) });
    const what = [title, text].filter(Boolean).join(': ');
    return `* ${what}${when ? ` (${when})` : ''}\n  ${home}${page.replace(':id', id)}`;
  });
  const more = total - lines.length;
  const title = message({ key: heading, values: { count: total } });
  return [title, ...lines, ...(more > 0 ? [t('home.more', { count: more })] : [])].join('\n');
}
