/** Thanking a leader: by e-mail, on a card that prints, or noted as said; and everybody who is still owed something. */

import { z } from 'zod';
import { parse, requiredText } from '../../house/parse.ts';
import type { Interview } from '../../rooms/interviews/interview.ts';
import { interviewsOf } from '../../rooms/interviews/interviews.ts';
import { mayInterview, type Round } from '../../rooms/interviews/round.ts';
import { findRound } from '../../rooms/interviews/rounds.ts';
import { isLate, isOwed, mailThanks, noteSent, thanksDue, thanksFor, unsend } from '../../rooms/interviews/thanks.ts';
import { Empty, Prose, WithActs } from '../../ui/bits.tsx';
import { one } from '../../ui/field.ts';
import { Buttons, Form, TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { interviewOf, interviewTrail, roundOf, roundTrail } from './parts.tsx';

const thanksWords = z.object({ words: requiredText(3000) });

export const thanks = libraryPage<Interview>({
  path: '/interviews/:id/thanks',
  may: mayInterview,
  load: interviewOf,
  instead: ({ found: interview, to }) => !isOwed('thanks', interview) && to('/interviews/:id', { id: interview.id }),
  view: async (asked) => {
    const { ctx, found: interview, again, to, house, language } = asked;
    const { t, day } = language;
    const words = thanksFor(ctx, await findRound(ctx, interview.round_id), interview);
    const due = thanksDue(interview);
    const canMail = interview.email !== '' && house.mailIsSent;
    return {
      title: t('interviews.thank_title', { name: interview.name }),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          {due && (
            <p class={isLate(ctx, interview) ? 'warning no-print' : 'quiet no-print'}>
              {t(isLate(ctx, interview) ? 'interviews.thanks_were_due' : 'interviews.thanks_by', { day: day(due) })}
            </p>
          )}
          {interview.email && !house.mailIsSent && <p class="warning no-print">{t('interviews.thanks_no_server')}</p>}
          <div class="no-print">
            <Form again={again} initial={{ words }}>
              <TextArea name="words" label={t('interviews.thanks_label')} rows={10} />
              {canMail && <input type="hidden" name="by" value="email" />}
              <Buttons
                save={canMail ? t('interviews.mail_thanks') : t('interviews.note_card')}
                cancel={to('/interviews/:id', { id: interview.id })}
              >
                {canMail && (
                  <button type="submit" name="way" value="card" class="quiet-button">
                    {t('interviews.note_card')}
                  </button>
                )}
                <button type="submit" name="way" value="other" class="quiet-button">
                  {t('interviews.note_said')}
                </button>
              </Buttons>
            </Form>
            <p>{t('interviews.card_hint')}</p>
          </div>
          <section class="thanks-card" lang={interview.locale} aria-hidden="true">
            <Prose text={again ? one(again.values.words) : words} />
          </section>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id, email }, fields, go, house }) => {
    const way = one(fields.way);
    // Whoever pressed “send” is told where there is no address any more.
    const mailed = way === '' && (one(fields.by) === 'email' || (email !== '' && house.mailIsSent));
    if (mailed) await mailThanks(ctx, id, parse(thanksWords, fields).words);
    else await noteSent(ctx, id, { what: 'thanks', way: way === 'other' ? 'other' : 'card' });
    return go('/interviews/:id', { id }).saying(mailed ? 'notice.thanks_sent' : 'notice.saved');
  },
});

export const owedList = libraryPage<Round>({
  path: '/interview-rounds/:id/owed',
  may: mayInterview,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, language } = asked;
    const people = await interviewsOf(ctx, round.id);
    return {
      title: language.t('interviews.owed'),
      trail: roundTrail(asked, round),
      body: (
        <Owed
          thanks={people.filter((each) => isOwed('thanks', each)).toSorted(byDay)}
          findings={people.filter((each) => isOwed('findings', each))}
          held={people.filter(({ state }) => state === 'held').length}
          round={round}
        />
      ),
    };
  },
});

const byDay = (one: Interview, other: Interview) => (one.held_on ?? '').localeCompare(other.held_on ?? '');

type OwedProps = { thanks: Interview[]; findings: Interview[]; held: number; round: Round };

function Owed({ thanks, findings, held, round }: OwedProps) {
  const { t, day } = useLanguage();
  const { ctx } = useAround();
  return (
    <>
      <section class="part">
        <h2>{t('interviews.owed_thanks', { count: thanks.length })}</h2>
        {thanks.length === 0 && <Empty text={t(held === 0 ? 'interviews.nobody_held' : 'interviews.nobody_owed')} />}
        <ul class="plain lines">
          {thanks.map((interview) => (
            <li key={interview.id}>
              <WithActs
                acts={
                  <Link to="/interviews/:id/thanks" at={{ id: interview.id }} about={interview}>
                    {t('interviews.thank')}
                    <span class="unseen"> {interview.name}</span>
                  </Link>
                }
              >
                {interview.name}
                <span class="quiet block">
                  {t('interviews.thanks_by', { day: day(thanksDue(interview) ?? '') })}
                  {ctx && isLate(ctx, interview) && ` · ${t('interviews.late')}`}
                </span>
              </WithActs>
            </li>
          ))}
        </ul>
      </section>
      <section class="part">
        <h2>{t('interviews.owed_findings', { count: findings.length })}</h2>
        {findings.length > 0 && (
          <>
            <p>
              {findings.map(({ name, email }) => (email ? name : `${name} (${t('interviews.by_card')})`)).join(' · ')}
            </p>
            <Link class="button" to="/interview-rounds/:id/findings" at={{ id: round.id }} about={round}>
              {t('interviews.findings')}
            </Link>
          </>
        )}
      </section>
    </>
  );
}

/** Handed over on paper, or told. */
export const givenByHand = libraryPage<Interview>({
  path: '/interviews/:id/given',
  may: mayInterview,
  load: interviewOf,
  view: ({ found: { id }, to }) => redirect(to('/interviews/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    await noteSent(ctx, id, { what: 'findings', way: 'other' });
    return go('/interviews/:id', { id }).saying('notice.saved');
  },
});

export const unsentPage = libraryPage<Interview>({
  path: '/interviews/:id/unsent',
  may: mayInterview,
  load: interviewOf,
  view: ({ found: { id }, to }) => redirect(to('/interviews/:id', { id })),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await unsend(ctx, id, one(fields.what) === 'findings' ? 'findings' : 'thanks');
    return go('/interviews/:id', { id }).saying('notice.saved');
  },
});
