/** One leader: who they are to us, when we talk, what they allow, what they said, whom they named, what they are owed. */

import { mailAbout, type SentMail } from '../../house/work/mail.ts';
import type { Question } from '../../rooms/guide/interview-guides.ts';
import { type Answers, interviewWithAnswers } from '../../rooms/interviews/answers.ts';
import type { Interview, Referral, Slot } from '../../rooms/interviews/interview.ts';
import { type Mentioned, mentionedIn } from '../../rooms/interviews/mentions.ts';
import { referralsFrom } from '../../rooms/interviews/referrals.ts';
import { mayInterview, questionIn } from '../../rooms/interviews/round.ts';
import { slotsOf } from '../../rooms/interviews/slots.ts';
import { isOwed } from '../../rooms/interviews/thanks.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { FoldMenu } from './fold-menu.tsx';
import { interviewOf, type Kinds, kindsOf, nameOf, roundTrail, StateMark, Telephone, wordsOf } from './parts.tsx';
import { ReferralLine } from './referral-lines.tsx';

export const showInterview = libraryPage<Interview>({
  path: '/interviews/:id',
  may: mayInterview,
  load: interviewOf,
  view: async (asked) => {
    const { ctx, found: interview, house } = asked;
    const { answers, guide } = await interviewWithAnswers(ctx, interview.id);
    const open = !interview.anonymised;
    return {
      title: nameOf(asked, interview),
      trail: roundTrail(asked, { id: interview.round_id, name: interview.round }),
      beside: (
        <p>
          <StateMark state={interview.state} />
        </p>
      ),
      actions: open && <Actions interview={interview} />,
      body: (
        <>
          <Who interview={interview} kinds={await kindsOf(ctx)} />
          {open && <When interview={interview} slots={await slotsOf(ctx, interview.id)} />}
          {open && !house.mailIsSent && (
            <Kept mails={await mailAbout(ctx, { carries: interview.id, to: interview.email })} />
          )}
          <Said interview={interview} questions={guide.questions} answers={answers} />
          {open && (
            <After
              interview={interview}
              referrals={await referralsFrom(ctx, interview.id)}
              mentioned={await mentionedIn(ctx, interview.id)}
            />
          )}
        </>
      ),
    };
  },
});

function Actions({ interview }: { interview: Interview }) {
  const { t } = useLanguage();
  const about = { at: { id: interview.id }, about: interview };
  const { state } = interview;
  const isOpen = state !== 'held' && state !== 'declined';
  const isFirst = (of: boolean) => (of ? 'button' : 'button low');
  return (
    <>
      {isOpen && !interview.appointment && (
        <Link class={isFirst(state === 'to_invite')} to="/interviews/:id/invitation" {...about}>
          {t('interviews.invite')}
        </Link>
      )}
      {isOpen && (
        <Link class={isFirst(state === 'proposed')} to="/interviews/:id/appointment" {...about}>
          {interview.appointment ? t('interviews.move_time') : t('interviews.set_time')}
        </Link>
      )}
      {state !== 'declined' && (
        <Link class={isFirst(state === 'scheduled')} to="/interviews/:id/hold" {...about}>
          {state === 'held' ? t('interviews.write_on') : t('interviews.hold')}
        </Link>
      )}
      {interview.declined_at && (
        <Press to="/interviews/:id/declined" {...about} label={t('interviews.not_declined')} values={{ open: 'on' }} />
      )}
      {state === 'held' && (
        <Link class={isFirst(!isOwed('thanks', interview))} to="/interviews/:id/passages" {...about}>
          {t('interviews.mark')}
        </Link>
      )}
      {isOwed('thanks', interview) && (
        <Link class="button" to="/interviews/:id/thanks" {...about}>
          {t('interviews.thank')}
        </Link>
      )}
      <Link class="button low" to="/interviews/:id/edit" {...about}>
        {t('form.change')}
      </Link>
      <FoldMenu>
        <Link to="/interviews/:id/consent" {...about}>
          {t('interviews.change_consent')}
        </Link>
        <Link to="/interviews/:id/referrals" {...about}>
          {t('interviews.add_referrals')}
        </Link>
        <Link to="/interviews/:id/mentions" {...about}>
          {t('interviews.set_mentions')}
        </Link>
        {isOpen && <Press to="/interviews/:id/declined" {...about} label={t('interviews.note_declined')} />}
        <Press to="/interviews/:id/removal" {...about} label={t('interviews.remove_person')} />
      </FoldMenu>
    </>
  );
}

function Who({ interview, kinds }: { interview: Interview; kinds: Kinds }) {
  const { t, message, words } = useLanguage();
  const labelIn = (of: Kinds['sector'], key: string | null) => {
    const named = wordsOf(of, key);
    return named && words(named);
  };
  const { to } = useAround();
  const { role, organization, partner_id, phone, email, how_known, referred_by, referred_by_id, consent } = interview;
  const facts: [string, preact.ComponentChildren][] = [
    [t('interviews.role'), role],
    [
      t('interviews.paper_organization'),
      organization && partner_id ? <a href={to('/partners/:id', { id: partner_id })}>{organization}</a> : organization,
    ],
    [t('interviews.phone'), phone && <Telephone number={phone} />],
    [t('field.email'), email && <a href={`mailto:${email}`}>{email}</a>],
    [t('interviews.speaks'), localeOptions.find(({ value }) => value === interview.locale)?.label],
    [t('filter.sector'), labelIn(kinds.sector, interview.sector_key)],
    [t('interviews.area'), interview.branch],
    [
      t('interviews.populations'),
      interview.populations
        .map((key) => labelIn(kinds.population, key))
        .filter(Boolean)
        .join(' · '),
    ],
    [t('interviews.how_known'), how_known],
    [
      t('interviews.named_by'),
      referred_by_id && <a href={to('/interviews/:id', { id: referred_by_id })}>{referred_by}</a>,
    ],
    [t('interviews.interviewer'), interview.interviewer],
    [
      t('interviews.consent'),
      consent ? message({ key: `interviews.consent_${consent}_full` }) : t('interviews.no_consent'),
    ],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value)
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function When({ interview, slots }: { interview: Interview; slots: Slot[] }) {
  const { t, moment, day, dayOf, message } = useLanguage();
  const { appointment, held_on, held_way, proposed, invited_at, declined_at } = interview;
  const about = { at: { id: interview.id }, about: interview };
  return (
    <section class="part">
      <h2>{t('interviews.when')}</h2>
      {held_on && (
        <p>
          {t('interviews.was_held', { day: day(held_on) })} {message({ key: `interviews.way_${held_way}` })}
        </p>
      )}
      {!held_on && appointment && (
        <p>
          <strong>{moment(appointment.starts_at)}</strong> {appointment.place}{' '}
          <Link to="/interviews/:id/cancellation" {...about}>
            {t('interviews.call_off')}
          </Link>
        </p>
      )}
      {proposed && (
        <p class="warning">
          {t('interviews.proposed')} “{proposed}”
        </p>
      )}
      {declined_at && <p>{t('interviews.was_declined', { day: dayOf(declined_at) })}</p>}
      {!held_on && !appointment && !declined_at && slots.length > 0 && invited_at && (
        <>
          <p>{t('interviews.was_invited', { day: dayOf(invited_at) })}</p>
          <ul>
            {slots.map(({ id, starts_at }) => (
              <li key={id}>
                {moment(starts_at)}{' '}
                <Press
                  to="/interviews/:id/choice"
                  {...about}
                  label={t('interviews.they_chose')}
                  name={`${t('interviews.they_chose')}: ${moment(starts_at)}`}
                  values={{ slot: id }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {!held_on && !appointment && !declined_at && !invited_at && <p>{t('interviews.no_time')}</p>}
    </section>
  );
}

/** Without a mail server whoever asks hands the words on themselves, and nobody else sees them. */
function Kept({ mails }: { mails: Pick<SentMail, 'id' | 'recipient' | 'subject' | 'body'>[] }) {
  const { t } = useLanguage();
  if (mails.length === 0) return null;
  return (
    <section class="part no-print">
      <h2>{t('interviews.kept_mails')}</h2>
      <p>{t('interviews.kept_text')}</p>
      {mails.map(({ id, recipient, subject, body }) => (
        <details class="card" key={id}>
          <summary>
            {subject} <span class="quiet">{recipient}</span>
          </summary>
          <Prose text={body} />
        </details>
      ))}
    </section>
  );
}

type SaidProps = { interview: Interview; questions: Question[]; answers: Answers };

function Said({ interview, questions, answers }: SaidProps) {
  const { t } = useLanguage();
  const asked = questions.filter(({ key }) => (answers[key] ?? []).length > 0);
  const others = Object.keys(answers).filter((key) => !questions.some((question) => question.key === key));
  if (interview.consent === 'none' && asked.length > 0)
    return (
      <section class="part">
        <h2>{t('interviews.said')}</h2>
        <p class="warning">{t('interviews.said_no')}</p>
        <Link class="button" to="/interviews/:id/erasure" at={{ id: interview.id }} about={interview}>
          {t('interviews.erase')}
        </Link>
      </section>
    );
  return (
    <section class="part narrow">
      <h2>{t('interviews.said')}</h2>
      {asked.length + others.length === 0 && <p>{t('interviews.nothing_said')}</p>}
      {asked.map((question) => (
        <Answered
          key={question.key}
          title={questionIn(question, interview.locale)}
          answers={answers[question.key] ?? []}
        />
      ))}
      {others.map((key) => (
        <Answered key={key} title={t('interviews.earlier_question')} answers={answers[key] ?? []} />
      ))}
    </section>
  );
}

function Answered({ title, answers }: { title: string; answers: Answers[string] }) {
  const { t, moment } = useLanguage();
  return (
    <section class="interview-answer">
      <h3>{title}</h3>
      {answers.length > 1 && <p class="warning">{t('interviews.side_by_side')}</p>}
      <div class={answers.length > 1 ? 'beside-each-other' : undefined}>
        {answers.map(({ writer, body, who, written_at }) => (
          <div key={writer}>
            <Prose text={body} />
            <p class="quiet">
              {who}, {moment(written_at)}
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}

type AfterProps = { interview: Interview; referrals: Referral[]; mentioned: Mentioned[] };

function After({ interview, referrals, mentioned }: AfterProps) {
  const { t, dayOf } = useLanguage();
  const { to } = useAround();
  const { thanked_at, findings_at, state } = interview;
  const about = { at: { id: interview.id }, about: interview };
  return (
    <>
      {referrals.length > 0 && (
        <section class="part">
          <h2>{t('interviews.whom_they_named')}</h2>
          <ul class="plain lines">
            {referrals.map((referral) => (
              <ReferralLine key={referral.id} referral={referral} interview={interview} />
            ))}
          </ul>
        </section>
      )}
      {mentioned.length > 0 && (
        <section class="part">
          <h2>{t('interviews.mentioned')}</h2>
          <ul>
            {mentioned.map(({ id, name }) => (
              <li key={id}>
                <a href={to('/partners/:id', { id })}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {state === 'held' && (
        <section class="part">
          <h2>{t('interviews.owed')}</h2>
          <ul>
            <li>
              {thanked_at ? t('interviews.thanked', { day: dayOf(thanked_at) }) : t('interviews.not_thanked')}{' '}
              {thanked_at && interview.thanked_way !== 'email' && (
                <Press
                  to="/interviews/:id/unsent"
                  {...about}
                  label={t('interviews.was_slip')}
                  values={{ what: 'thanks' }}
                />
              )}
            </li>
            <li>
              {findings_at ? t('interviews.findings_sent', { day: dayOf(findings_at) }) : t('interviews.findings_owed')}{' '}
              {!findings_at && <Press to="/interviews/:id/given" {...about} label={t('interviews.given_by_hand')} />}
              {findings_at && interview.findings_way !== 'email' && (
                <Press
                  to="/interviews/:id/unsent"
                  {...about}
                  label={t('interviews.was_slip')}
                  values={{ what: 'findings' }}
                />
              )}
            </li>
          </ul>
        </section>
      )}
    </>
  );
}
