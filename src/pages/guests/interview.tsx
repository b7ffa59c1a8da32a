/** An invitation to an interview, as the leader sees it: a time to choose, another that suits better, or rather not. */

import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { proposalSaid, slotChoice } from '../../rooms/interviews/interview.ts';
import {
  cancelAppointment,
  chooseSlot,
  declineInvitation,
  findInvitation,
  proposeTime,
} from '../../rooms/interviews/slots.ts';
import { Radios, TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type GuestAsked, guestPage } from './guest-page.tsx';
import { Act } from './parts.tsx';

type Invited = Awaited<ReturnType<typeof findInvitation>>;
type Asked = GuestAsked<Invited>;

export const guestInterview = guestPage<Invited>({
  purpose: 'interview',
  load: async (ctx, link) => {
    try {
      const found = await findInvitation(ctx, link.subject_id);
      return found.interview.held_on || found.interview.anonymised ? null : found;
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  },
  title: ({ language: { t }, ctx }) => t('guest_interview.title', { library: ctx.library.name }),
  View: InvitationView,
  acts: {
    choose: ({ ctx, about: { interview } }, fields) => chooseSlot(ctx, interview.id, parse(slotChoice, fields).slot),
    propose: ({ ctx, about: { interview } }, fields) =>
      proposeTime(ctx, interview.id, parse(proposalSaid, fields).proposed),
    cancel: ({ ctx, about: { interview } }) => cancelAppointment(ctx, interview.id),
    decline: ({ ctx, about: { interview } }) => declineInvitation(ctx, interview.id),
  },
});

function InvitationView(asked: Asked) {
  const { t } = useLanguage();
  const { ctx, link, about } = asked;
  const { interview } = about;
  const values = { who: link.asker?.name ?? ctx.library.name, library: ctx.library.name };
  return (
    <>
      <p>{t('guest_interview.who_asks', values)}</p>
      <p>{t('guest_interview.rights')}</p>
      {interview.declined_at && <p role="status">{t('guest_interview.declined')}</p>}
      {interview.proposed && (
        <p role="status">{t('guest_interview.proposed', { words: interview.proposed, library: ctx.library.name })}</p>
      )}
      <Refused {...asked} />
      {interview.appointment ? <Agreed {...asked} /> : <Choice {...asked} />}
      <Otherwise {...asked} />
    </>
  );
}

/** A time that was taken back meanwhile, where there is nothing to choose any more. */
function Refused({ about: { interview, slots }, ctx, again }: Asked) {
  const { message } = useLanguage();
  const why = again?.values.do === 'choose' ? (again.errors.slot ?? again.errors.form) : undefined;
  const isShown = !interview.appointment && slots.some(({ starts_at }) => starts_at > ctx.now);
  return why && !isShown ? (
    <p class="error" role="alert">
      {message(why)}
    </p>
  ) : null;
}

function Agreed({ about: { interview } }: Asked) {
  const { t, moment } = useLanguage();
  const { appointment } = interview;
  if (!appointment) return null;
  return (
    <section class="card">
      <p role="status">
        <strong>{t('guest_interview.agreed', { moment: moment(appointment.starts_at) })}</strong>
      </p>
      <p>{t('guest_interview.with', { who: appointment.interviewer })}</p>
      {appointment.place && <p>{appointment.place}</p>}
      <Act act="cancel" label={t('guest_interview.cancel')} quiet />
    </section>
  );
}

function Choice({ ctx, about: { slots }, again }: Asked) {
  const { t, moment } = useLanguage();
  const open = slots.filter(({ starts_at }) => starts_at > ctx.now);
  if (open.length === 0) return <p>{t('guest_interview.no_times')}</p>;
  const options = open.map(({ id, starts_at, place }) => ({ value: id, label: moment(starts_at), hint: place }));
  return (
    <Act act="choose" label={t('guest_interview.choose')} again={again}>
      <Radios name="slot" label={t('guest_interview.which')} options={options} />
    </Act>
  );
}

function Otherwise({ about: { interview }, again }: Asked) {
  const { t } = useLanguage();
  return (
    <>
      <details class="card" open={again?.values.do === 'propose'}>
        <summary>{t('guest_interview.other_time')}</summary>
        <Act act="propose" label={t('guest_interview.send')} again={again} quiet>
          <TextArea name="proposed" label={t('guest_interview.when')} hint={t('guest_interview.when_hint')} rows={3} />
        </Act>
      </details>
      {!interview.declined_at && <Act act="decline" label={t('guest_interview.decline')} quiet />}
    </>
  );
}
