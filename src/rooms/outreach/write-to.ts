/** An e-mail from the library to a partner: it goes out, is in the partner's story, and so is what they answer. */
import type { Ctx, Locale } from '../../house/ctx.ts';
import type { SomeId } from '../../house/ids.ts';
import { outbox } from '../../house/work/mail.ts';
import type { Mailbox } from '../../house/work/mailbox.ts';
import { addressFor } from '../accounts/mail-address.ts';
import { addressForAnswers } from '../mailbox/answer-addresses.ts';
import type { PartnerAddress } from './addresses.ts';
import { type InteractionId, logDraft } from './interaction.ts';
import { logInteraction } from './interactions.ts';

type Writing = {
  to: Pick<PartnerAddress, 'partner_id' | 'person_id' | 'email'>;
  locale: Locale;
  subject: string;
  body: string;
  /** What the log says instead of the body, where that is not to be kept. */
  logged?: string;
  /** What its reader may have no more of (house/work/mail.ts). */
  kind?: string;
  after?: Date;
  /** What it holds the words of, where those can be taken back. */
  carries?: SomeId | null;
};
/** The writer's own address, and the mailbox that takes in answers; null where there is none. */
export type Answers = { own: string | null; mailbox: Mailbox | null };

/** In the transaction that asks. */
export async function writeTo(
  ctx: Ctx,
  { to, logged, ...mail }: Writing,
  { own, mailbox }: Answers,
): Promise<InteractionId> {
  const secret = mailbox && (await addressForAnswers(ctx, to));
  const answers = mailbox && secret && addressFor(mailbox, ctx.library.id, secret);
  // An answer goes to whoever wrote, and by itself into the story.
  const replyTo = [own, answers].filter((each): each is string => Boolean(each));
  await outbox(ctx, { ...mail, to: to.email, replyTo });
  const said = { kind: 'email', direction: 'outgoing', summary: cut(mail.subject, 200) };
  const body = cut(logged ?? mail.body, MOST_WORDS);
  const told = logDraft.parse({ ...said, body, happened_on: '', minutes: '', people_reached: '' });
  return logInteraction(ctx, { ...told, persons: to.person_id ? [to.person_id] : [], partners: [to.partner_id] });
}

const MOST_WORDS = 10_000;
/** What is filled in can make a text longer than the log takes; the mail itself is whole. */
const cut = (text: string, most: number) => text.normalize('NFC').slice(0, most).toWellFormed();
