/** One e-mail that came in: who sent it and whether that is proved, what was said, and, while it waits, what it is. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { mayFile, type ReceivedMail } from '../../rooms/mailbox/received-mail.ts';
import { filesOfMail, findMail, type MailFile } from '../../rooms/mailbox/received-mails.ts';
import { partnersOfDomains, type Whose } from '../../rooms/mailbox/whose-addresses.ts';
import type { InteractionId } from '../../rooms/outreach/interaction.ts';
import { aboutWhom, dayOf, entryOf, fileMail } from '../../rooms/outreach/mail-in.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { type PartnerName, partnerNames, partnersWithIds } from '../../rooms/partners/partner-list.ts';
import { Prose } from '../../ui/bits.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { AttachedFiles } from '../outreach/attached.tsx';
import { Which } from '../outreach/log.tsx';
import { LogFields, type Part } from '../outreach/log-fields.tsx';
import { calledSo, partIn, setNext, toLog } from '../outreach/taking.ts';
import { Fact } from '../partners/facts.tsx';
import { Link, Press, useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { senderOf } from './tray.tsx';

export const mailOf = ({ ctx, id }: LibraryVisit) => findMail(ctx, id());

export const showMail = libraryPage<ReceivedMail>({
  path: '/mailbox/:id',
  may: anyMember,
  maySubmit: mayFile,
  load: mailOf,
  view: async (asked) => {
    const { ctx, found: mail, language } = asked;
    const files = await filesOfMail(ctx, mail.id);
    return {
      title: mail.subject || language.t('mailbox.no_subject'),
      actions: <Aside mail={mail} />,
      body: (
        <div class="narrow">
          <About mail={mail} files={files} entry={await entryOf(ctx, mail.id)} />
          <Prose text={mail.said} />
          {mayFile(ctx.actor, mail) && <Filing asked={asked} {...(await suggestionsFor(asked))} />}
          <Whole mail={mail} />
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: mail, fields, go }) => {
    const draft = await toLog(ctx, fields);
    const { next: _, ...told } = draft;
    await fileMail(ctx, mail.id, told);
    await setNext(ctx, draft);
    return go('/partners/:id', { id: draft.partners[0] as PartnerId }).saying('notice.mail_filed');
  },
});

function Aside({ mail }: { mail: ReceivedMail }) {
  const { t } = useLanguage();
  if (mail.state === 'filed' || mail.state === 'new') return null;
  const about = { at: { id: mail.id }, about: mail };
  if (mail.state === 'waiting') return <Press to="/mailbox/:id/aside" {...about} label={t('mailbox.put_aside')} />;
  return <Press to="/mailbox/:id/aside" {...about} values={{ do: 'back' }} label={t('mailbox.put_back')} />;
}

const MEGA = 1_000_000;

type AboutProps = { mail: ReceivedMail; files: MailFile[]; entry: InteractionId | null };

function About({ mail, files, entry }: AboutProps) {
  const { t, message, moment } = useLanguage();
  const { to } = useAround();
  const waits = mail.state === 'waiting' && mail.why;
  return (
    <dl class="facts">
      <Fact term={t('mailbox.from')} show>
        {senderOf(mail)}
        <span class={mail.proof === 'signed' ? 'quiet block' : 'overdue block'}>
          {message({ key: `mailbox.proof_${mail.proof}`, values: { domain: mail.signed_by } })}
        </span>
      </Fact>
      <Fact term={t('mailbox.received')} show>
        {moment(mail.received_at)}
      </Fact>
      <Fact term={t('mailbox.filed_as')} show={entry !== null}>
        {entry && (
          <Link to="/interactions/:id" at={{ id: entry }}>
            {t('interaction.see_entry')}
          </Link>
        )}
      </Fact>
      <Fact term={t('mailbox.why')} show={Boolean(waits)}>
        {waits && message({ key: `mailbox.why_${waits}` })}
      </Fact>
      <Fact term={t('field.files')} show={files.length > 0}>
        <AttachedFiles files={files} address={(sha256) => to('/mailbox/:id/files/:sha256', { id: mail.id, sha256 })} />
      </Fact>
      <Fact term={t('mailbox.refused')} show={mail.refused.length > 0}>
        {mail.refused.map(({ name, why }) => (
          <span class="block" key={name}>
            {name}: {message({ key: why, values: WHY })}
          </span>
        ))}
      </Fact>
    </dl>
  );
}

/** What the reasons for which a file is not kept need. */
const WHY = { megabytes: 10, most: 10 };

/** What was read, with all that it answers and passes on; the e-mail itself holds the rest. */
function Whole({ mail }: { mail: ReceivedMail }) {
  const { t, number } = useLanguage();
  const { to } = useAround();
  return (
    <details class="part no-print">
      <summary>{t('mailbox.everything')}</summary>
      {!mail.whole && <p>{t('mailbox.not_whole', { megabytes: number(Math.ceil(mail.bytes / MEGA)) })}</p>}
      <Prose text={mail.words} />
      <p>
        <a href={to('/mailbox/:id/whole.eml', { id: mail.id })} download>
          {t('mailbox.source')}
        </a>
      </p>
    </details>
  );
}

type Suggested = {
  part: Part;
  names: PartnerName[];
  called: PartnerName[];
  initial: Record<string, string | string[]>;
};

/** Whom it may be about, to be confirmed: who is known by an address, else a partner of the sender's domain. */
async function suggestionsFor({ ctx, found: mail, again }: LibraryViewing<ReceivedMail>): Promise<Suggested> {
  const whose = await aboutWhom(ctx, mail.addresses);
  const ids = mail.partner_id ? [mail.partner_id] : [...new Set(whose.map(({ partner_id }) => partner_id))];
  const guessed = ids.length > 0 ? await partnersWithIds(ctx, ids) : await partnersOfDomains(ctx, [mail.from_email]);
  const [first, ...others] = guessed.map(({ name }) => name);
  const persons = [...new Map(whose.flatMap(personOf)).values()];
  return {
    part: { ...(await partIn(ctx, null)), persons },
    names: (await partnerNames(ctx, '', [])).names,
    called: again?.errors.partner_id ? await calledSo(ctx, again.values) : [],
    initial: {
      ...{ kind: 'email', direction: mail.incoming ? 'incoming' : 'outgoing', audience: 'library' },
      ...{ happened_on: dayOf(ctx, mail.sent_at), summary: mail.subject, body: mail.said },
      ...{ partner: first ?? '', also: others.join('\n'), persons: persons.map(({ value }) => value) },
    },
  };
}

const personOf = ({ person_id, person, partner }: Whose): [string, Part['persons'][number]][] =>
  person_id && person ? [[person_id, { value: person_id, label: `${person}, ${partner}` }]] : [];

/** What is known of it already is seen above, or in the e-mail itself: no reason to open the fold. */
const KNOWN = ['body', 'persons', 'direction'];

function Filing({ asked, part, names, called, initial }: Suggested & { asked: LibraryViewing<ReceivedMail> }) {
  const { t } = useLanguage();
  return (
    <section class="part no-print">
      <h2>{t('mailbox.file')}</h2>
      <Form again={asked.again} initial={initial}>
        <Which called={called} names={names} />
        <LogFields {...part} nextStep files={false} known={KNOWN} />
        <Buttons save={t('mailbox.file')} cancel={asked.to('/mailbox')} />
      </Form>
    </section>
  );
}
