/** Inviting a leader with three times, noting a time that was agreed on, moving it, calling it off. */
import { Temporal } from 'temporal-polyfill';
import { type Ctx, today } from '../../house/ctx.ts';
import { type Language, speak } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { clockOf } from '../../rooms/interviews/clock.ts';
import {
  appointmentDraft,
  DURATIONS,
  type Interview,
  invitationDraft,
  OFFERED,
  slotChoice,
} from '../../rooms/interviews/interview.ts';
import { type AskedBefore, askedBefore } from '../../rooms/interviews/interviews.ts';
import { mayInterview } from '../../rooms/interviews/round.ts';
import { findRound } from '../../rooms/interviews/rounds.ts';
import {
  cancelAppointment,
  chooseSlot,
  invite,
  noteDeclined,
  noteOpen,
  setAppointment,
} from '../../rooms/interviews/slots.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Form, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { waysOf } from '../guests/ways.ts';
import { nested } from '../shell/form-body.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { interviewOf, interviewTrail } from './parts.tsx';

const HOUR = '60';

/** Who we are, why we ask, and what becomes of it: in the leader's language, to be changed before it goes out. */
function usualWords(ctx: Ctx, { name, locale, round }: Interview, purpose: string): string {
  return speak(locale).t('interviews.invitation', {
    ...{ name, library: ctx.library.name, member: ctx.actor.name, round, purpose },
  });
}

export const invitation = libraryPage<Interview>({
  path: '/interviews/:id/invitation',
  may: mayInterview,
  load: interviewOf,
  instead: ({ found: { id, appointment }, to }) => appointment && to('/interviews/:id/appointment', { id }),
  view: async (asked) => {
    const { ctx, found: interview, again, to, house, language } = asked;
    const { t } = language;
    const { name, email, person_id, id } = interview;
    const before = await askedBefore(ctx, { name, email, person_id, except: id });
    const { purpose } = await findRound(ctx, interview.round_id);
    const initial = { minutes: HOUR, words: usualWords(ctx, interview, purpose) };
    return {
      title: t('interviews.invite_title', { name }),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          <Before before={before} />
          {!email && <p class="warning">{t('interviews.no_email')}</p>}
          {email && !house.mailIsSent && <p class="warning">{t('interviews.invite_no_server')}</p>}
          {email && (
            <Form again={again} initial={initial} labels={slotLabels(t)}>
              {house.mailIsSent && <p>{t('interviews.invite_text', { email })}</p>}
              <TextArea name="words" label={t('interviews.letter')} rows={12} />
              <fieldset class="field">
                <legend>{t('interviews.three_times')}</legend>
                {Array.from({ length: OFFERED }, (_, at) => (
                  <div class="row" key={at}>
                    <TextField name={`slots.${at}.day`} type="date" label={t('interviews.day_n', { n: at + 1 })} />
                    <TextField
                      name={`slots.${at}.time`}
                      label={t('interviews.time_n', { n: at + 1 })}
                      width="short"
                      hint={at === 0 ? t('interviews.time_hint') : undefined}
                    />
                  </div>
                ))}
              </fieldset>
              <HowLong />
              <Buttons
                save={t(house.mailIsSent ? 'interviews.send_invitation' : 'interviews.keep_invitation')}
                cancel={to('/interviews/:id', { id })}
              />
            </Form>
          )}
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found, fields, go, house } = asked;
    await invite(ctx, found.id, { ...parse(invitationDraft, nested(fields)), ways: waysOf(asked, ctx) });
    const notice = house.mailIsSent ? 'notice.leader_invited' : 'notice.leader_invitation_kept';
    return go('/interviews/:id', { id: found.id }).saying(notice);
  },
});

const slotLabels = (t: Language['t']) =>
  Object.fromEntries(
    Array.from({ length: OFFERED }, (_, at) => [
      [`slots.${at}.day`, t('interviews.day_n', { n: at + 1 })],
      [`slots.${at}.time`, t('interviews.time_n', { n: at + 1 })],
    ]).flat(),
  );

function Before({ before }: { before: AskedBefore[] }) {
  const { t, dayOf } = useLanguage();
  if (before.length === 0) return null;
  return (
    <div class="warning">
      <p>{t('interviews.asked_already')}</p>
      <ul>
        {before.map(({ id, name, round, who, day, mine }) => (
          <li key={id}>
            {mine
              ? t('interviews.asked_by', { name, round, who, day: dayOf(day) })
              : t('interviews.asked_by_other', { who, day: dayOf(day) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function HowLong() {
  const { t } = useLanguage();
  return (
    <>
      <Select
        name="minutes"
        label={t('interviews.minutes')}
        otherwise={HOUR}
        options={DURATIONS.map((value) => ({ value, label: t('interviews.minutes_n', { minutes: Number(value) }) }))}
      />
      <TextField name="place" label={t('interviews.place')} hint={t('interviews.place_hint')} optional />
    </>
  );
}

export const appointment = libraryPage<Interview>({
  path: '/interviews/:id/appointment',
  may: mayInterview,
  load: interviewOf,
  view: (asked) => {
    const { ctx, found: interview, again, to, house, language } = asked;
    const { t, moment } = language;
    const { appointment, proposed, email, id, name } = interview;
    const [day, time] = appointment ? clockOf(ctx.library, appointment.starts_at).split('T') : [tomorrow(ctx), ''];
    const minutes = appointment
      ? String((appointment.ends_at.getTime() - appointment.starts_at.getTime()) / 60_000)
      : HOUR;
    return {
      title: appointment ? t('interviews.move_time') : t('interviews.set_time'),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          {proposed && (
            <p class="warning">
              {t('interviews.proposed')} “{proposed}”
            </p>
          )}
          {appointment && <p>{t('interviews.stands', { moment: moment(appointment.starts_at) })}</p>}
          <p>
            {email && house.mailIsSent ? t('interviews.both_told', { name }) : t('interviews.tell_yourself', { name })}
          </p>
          <Form
            again={again}
            initial={{ day, time, minutes, place: appointment?.place ?? '' }}
            labels={{ day: t('interviews.day'), time: t('interviews.time') }}
          >
            <div class="row">
              <TextField name="day" type="date" label={t('interviews.day')} />
              <TextField name="time" label={t('interviews.time')} hint={t('interviews.time_hint')} width="short" />
            </div>
            <HowLong />
            <Buttons save={t('interviews.save_time')} cancel={to('/interviews/:id', { id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await setAppointment(ctx, id, parse(appointmentDraft, fields));
    return go('/interviews/:id', { id }).saying('notice.time_set');
  },
});

const tomorrow = (ctx: Ctx) => Temporal.PlainDate.from(today(ctx)).add({ days: 1 }).toString();

export const cancellation = libraryPage<Interview>({
  path: '/interviews/:id/cancellation',
  may: mayInterview,
  load: interviewOf,
  instead: ({ found: { id, appointment }, to }) => !appointment && to('/interviews/:id', { id }),
  view: (asked) => {
    const { found: interview, again, to, house, language } = asked;
    const { t, moment } = language;
    return {
      title: t('interviews.call_off'),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          <p class="warning">
            {t(interview.email && house.mailIsSent ? 'interviews.call_off_text' : 'interviews.call_off_yourself', {
              name: interview.name,
              moment: interview.appointment ? moment(interview.appointment.starts_at) : '',
            })}
          </p>
          <Form again={again}>
            <Buttons save={t('interviews.call_off')} cancel={to('/interviews/:id', { id: interview.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, go }) => {
    await cancelAppointment(ctx, id);
    return go('/interviews/:id', { id }).saying('notice.time_off');
  },
});

export const declination = libraryPage<Interview>({
  path: '/interviews/:id/declined',
  may: mayInterview,
  load: interviewOf,
  view: ({ found: { id }, to }) => redirect(to('/interviews/:id', { id })),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    if (one(fields.open)) await noteOpen(ctx, id);
    else await noteDeclined(ctx, id);
    return go('/interviews/:id', { id }).saying('notice.saved');
  },
});

/** They told us which of the times that were offered suits them. */
export const choice = libraryPage<Interview>({
  path: '/interviews/:id/choice',
  may: mayInterview,
  load: interviewOf,
  view: ({ found: { id }, to }) => redirect(to('/interviews/:id', { id })),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await chooseSlot(ctx, id, parse(slotChoice, fields).slot);
    return go('/interviews/:id', { id }).saying('notice.time_set');
  },
});
