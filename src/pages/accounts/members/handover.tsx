/** Handing over what lies with a member: to whom, and what only they know of each partner. */
import type { MemberId } from '../../../house/ctx.ts';
import { idFrom } from '../../../house/ids.ts';
import { parse } from '../../../house/parse.ts';
import { findFormerToo, findMember, type Member, membersOf, namesOf } from '../../../rooms/accounts/members.ts';
import {
  type HandedPartner,
  handedTo,
  handOver,
  handoverDraft,
  type Lying,
  lyingWith,
  noteText,
} from '../../../rooms/outreach/handover.ts';
import { mayHandOver } from '../../../rooms/outreach/task.ts';
import type { PartnerId } from '../../../rooms/partners/partner.ts';
import { one } from '../../../ui/field.ts';
import { Buttons, Fold, Form, type Option, Select, TextArea } from '../../../ui/form.tsx';
import { useLanguage, type Values } from '../../../ui/here.ts';
import { useAround } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';

export const handover = libraryPage({
  path: '/members/:id/handover',
  may: mayHandOver,
  load: ({ ctx, id }) => findFormerToo(ctx, id()),
  view: async (asked) => {
    const { ctx, found: member, language } = asked;
    const others = (await membersOf(ctx)).filter(({ id }) => id !== member.id);
    return {
      title: language.t('handover.title', { name: member.name }),
      body: (
        <HandOver
          asked={asked}
          lying={await lyingWith(ctx, member.id)}
          others={others.map(({ id, name }) => ({ value: id as string, label: name }))}
        />
      ),
    };
  },
  submit: async ({ ctx, found: member, fields, go, language }) => {
    const { to } = parse(handoverDraft, fields);
    const { name } = await findMember(ctx, to as MemberId);
    const label = language.t('handover.label', { from: member.name, to: name });
    const done = await handOver(ctx, { from: member.id, to: to as MemberId, label, notes: notesIn(fields) });
    return go('/members/:id/introductions', { id: to, from: member.id, handover: done.removal }).saying(
      'notice.handed_over',
      {
        count: done.partners,
        removal: done.removal,
      },
    );
  },
});

/** "note.0192…" by partner. */
function notesIn(fields: Values): Map<PartnerId, string> {
  const notes = Object.entries(fields).filter(([name]) => name.startsWith('note.'));
  return new Map(notes.map(([name, value]) => [idFrom(name.slice(5)) as PartnerId, parse(noteText, one(value))]));
}

type Props = { asked: LibraryViewing<Pick<Member, 'id' | 'name'>>; lying: Lying; others: Option[] };

function HandOver({ asked: { again, found: member }, lying, others }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const { partners, deputy, tasks } = lying;
  if (partners.length + tasks === 0) return <p>{t('handover.nothing', { name: member.name })}</p>;
  return (
    <div class="narrow">
      <p>{t('handover.text', { partners: partners.length, tasks })}</p>
      {deputy > 0 && <p class="hint">{t('handover.deputy', { count: deputy })}</p>}
      <Form again={again}>
        <Select name="to" label={t('handover.to')} options={others} />
        <h2>{t('handover.know')}</h2>
        <p class="hint">{t('handover.know_hint')}</p>
        {partners.map((partner) => (
          <Note key={partner.id} partner={partner} />
        ))}
        <Buttons save={t('handover.do')} cancel={to('/members')} />
      </Form>
    </div>
  );
}

function Note({ partner: { id, name, step, due_on } }: { partner: HandedPartner }) {
  const { t, day } = useLanguage();
  return (
    <Fold summary={name} names={[`note.${id}`]}>
      {step && (
        <p class="quiet">
          {t('field.next_step')}: {step} {due_on && t('step.due', { day: day(due_on) })}
        </p>
      )}
      <TextArea name={`note.${id}`} label={t('handover.note', { name })} rows={3} optional />
    </Fold>
  );
}

/** Mails that introduce who comes after, ready to be sent from one's own mail program. */
export const introductions = libraryPage({
  path: '/members/:id/introductions',
  may: mayHandOver,
  load: ({ ctx, id }) => findMember(ctx, id()),
  view: async ({ ctx, found: member, language, url }) => {
    const from = url.searchParams.get('from');
    const handover = url.searchParams.get('handover');
    const before = from ? (await namesOf(ctx, [idFrom(from)])).get(from) : undefined;
    const partners = handover ? await handedTo(ctx, member.id, idFrom(handover)) : [];
    return {
      title: language.t('handover.introductions', { name: member.name }),
      body: <Introductions partners={partners} after={member} before={before ?? ''} />,
    };
  },
});

type IntroductionProps = { partners: HandedPartner[]; after: Member; before: string };

function Introductions({ partners, after, before }: IntroductionProps) {
  const { t } = useLanguage();
  const { ctx, to } = useAround();
  if (partners.length === 0) return <p>{t('handover.introductions_none')}</p>;
  return (
    <>
      <p>{t('handover.introductions_text')}</p>
      <ul class="plain lines">
        {partners.map(({ id, name, person, email }) => {
          const values = {
            person: person ?? '',
            after: after.name,
            library: ctx.library.name,
            before: before || 'none',
            email: after.email,
          };
          const subject = encodeURIComponent(t('handover.subject', values));
          const body = encodeURIComponent(t('handover.body', values));
          return (
            <li key={id}>
              <a href={to('/partners/:id', { id })}>{name}</a>{' '}
              {email ? (
                <a href={`mailto:${email}?cc=${after.email}&subject=${subject}&body=${body}`}>
                  {t('handover.write', { person: person ?? '' })}
                </a>
              ) : (
                <span class="quiet">{t('handover.no_email')}</span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
