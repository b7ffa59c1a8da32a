/** Whom leaders named: written down after the interview, asked or set aside, and who led to whom. */
import { idFrom } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { REFERRALS } from '../../rooms/guide/interview-guides.ts';
import { answersOf, textOf } from '../../rooms/interviews/answers.ts';
import { type Interview, type Referral, referralsDraft, referralsIn } from '../../rooms/interviews/interview.ts';
import { interviewsOf } from '../../rooms/interviews/interviews.ts';
import {
  addReferrals,
  askReferred,
  findReferral,
  referralsOfRound,
  referToLeads,
  setAside,
} from '../../rooms/interviews/referrals.ts';
import { mayInterview, type Round } from '../../rooms/interviews/round.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { one } from '../../ui/field.ts';
import { Buttons, Checkbox, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Grow, growing, rowsOf, SaveFirst } from '../shell/rows.tsx';
import { interviewOf, interviewTrail, roundOf, roundTrail, StateMark } from './parts.tsx';
import { ReferralLine } from './referral-lines.tsx';

const MOST = 20;
const FIELDS = ['name', 'role', 'organization', 'why'] as const;

export const newReferrals = libraryPage<Interview>({
  path: '/interviews/:id/referrals',
  may: mayInterview,
  load: interviewOf,
  view: async (asked) => {
    const { ctx, found: interview, again, to, language } = asked;
    const { t } = language;
    // What was written down on the road, line by line.
    const drafts = referralsIn(textOf(await answersOf(ctx, interview), REFERRALS)).slice(0, MOST);
    const count = rowsOf('rows', { again, stored: drafts.length + 1, most: MOST });
    const initial = Object.fromEntries(
      drafts.flatMap((draft, at) => FIELDS.map((field) => [`rows.${at}.${field}`, draft[field]])),
    );
    return {
      title: t('interviews.add_referrals'),
      trail: interviewTrail(asked, interview),
      islands: ['rows'],
      body: (
        <div class="narrow">
          <p>
            {t(drafts.length > 0 ? 'interviews.referrals_read' : 'interviews.referrals_text', { name: interview.name })}
          </p>
          <Form again={again} initial={initial}>
            <SaveFirst />
            <Rows count={count} />
            <Grow list="rows" label={t('interviews.one_more_person')} />
            <Buttons save={t('form.save')} cancel={to('/interviews/:id', { id: interview.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    growing(fields);
    const count = await addReferrals(ctx, id, parse(referralsDraft, nested(fields)).rows);
    return go('/interviews/:id', { id }).saying('notice.referrals_added', { count });
  },
});

function Rows({ count }: { count: number }) {
  const { t } = useLanguage();
  return (
    <div data-rows="rows">
      {Array.from({ length: count }, (_, at) => (
        <fieldset class="row-and-more referral-row" key={at}>
          <legend class="unseen">{t('interviews.person_n', { n: at + 1 })}</legend>
          <div class="row">
            <TextField name={`rows.${at}.name`} label={t('field.name')} />
            <TextField name={`rows.${at}.role`} label={t('interviews.role')} />
          </div>
          <div class="row">
            <TextField name={`rows.${at}.organization`} label={t('interviews.paper_organization')} />
            <TextField name={`rows.${at}.why`} label={t('interviews.why')} />
          </div>
        </fieldset>
      ))}
    </div>
  );
}

/** What is done about somebody who was named; asked for, where they may have been asked before. */
export const referralAct = libraryPage<Interview>({
  path: '/interviews/:id/referrals/:referral',
  may: mayInterview,
  load: interviewOf,
  view: async (asked) => {
    const { ctx, found: interview, again, to, param, language } = asked;
    const { t } = language;
    const { name } = await findReferral(ctx, idFrom(param('referral')));
    return {
      title: t('interviews.ask_too_title', { name }),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          <Form again={again}>
            <input type="hidden" name="do" value="ask" />
            {again?.errors.anyway && (
              <div class="warning">
                <Checkbox name="anyway" label={t('interviews.anyway')} />
              </div>
            )}
            <Buttons
              save={t('interviews.ask_too')}
              cancel={to('/interview-rounds/:id/referrals', { id: interview.round_id })}
            />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: interview, fields, param, go }) => {
    const referral = idFrom(param('referral'));
    const act = one(fields.do);
    if (act === 'ask') {
      const id = await askReferred(ctx, referral, one(fields.anyway) !== '');
      return go('/interviews/:id', { id }).saying('notice.leader_added');
    }
    if (act === 'lead') await referToLeads(ctx, referral);
    else if (act === 'aside' || act === 'back') await setAside(ctx, referral, act === 'aside');
    return go('/interview-rounds/:id/referrals', { id: interview.round_id }).saying('notice.saved');
  },
});

export const roundReferrals = libraryPage<Round>({
  path: '/interview-rounds/:id/referrals',
  may: mayInterview,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, language } = asked;
    const { t } = language;
    const people = await interviewsOf(ctx, round.id);
    const referrals = await referralsOfRound(ctx, round.id);
    const open = referrals.filter((each) => !each.became_id && !each.lead_id && !each.set_aside_at);
    const done = referrals.filter((each) => !open.includes(each));
    return {
      title: t('interviews.referrals'),
      trail: roundTrail(asked, round),
      body: (
        <>
          <p class="lead">{t('interviews.snowball')}</p>
          {referrals.length === 0 && <Empty text={t('interviews.no_referrals')} />}
          <Part head={t('interviews.to_decide', { count: open.length })} referrals={open} round={round} />
          <Tree people={people} />
          <Part head={t('interviews.decided')} referrals={done} round={round} />
        </>
      ),
    };
  },
});

function Part({ head, referrals, round }: { head: string; referrals: Referral[]; round: Round }) {
  const { t } = useLanguage();
  const { to } = useAround();
  if (referrals.length === 0) return null;
  return (
    <section class="part">
      <h2>{head}</h2>
      {[...Map.groupBy(referrals, ({ interview_id }) => interview_id)].map(([id, named]) => (
        <section key={id}>
          <h3>
            {t('interviews.named_by')} <a href={to('/interviews/:id', { id })}>{named[0]?.named_by}</a>
          </h3>
          <ul class="plain lines">
            {named.map((referral) => (
              <ReferralLine
                key={referral.id}
                referral={referral}
                interview={{ id, interviewers: round.interviewers }}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** Those who were named by nobody, and below each whom they led to. */
function Tree({ people }: { people: Interview[] }) {
  const { t } = useLanguage();
  const below = Map.groupBy(people, ({ referred_by_id }) => referred_by_id);
  const there = new Set(people.map(({ id }) => id));
  const roots = people.filter(({ referred_by_id }) => !referred_by_id || !there.has(referred_by_id));
  if (people.length === roots.length) return null;
  const leading = roots.filter(({ id }) => below.has(id));
  return (
    <section class="part">
      <h2>{t('interviews.who_led')}</h2>
      <Led people={people.filter(({ referred_by_id }) => referred_by_id && there.has(referred_by_id))} />
      <ul class="led-to">
        {leading.map((person) => (
          <Branch key={person.id} person={person} below={below} />
        ))}
      </ul>
    </section>
  );
}

function Led({ people }: { people: Interview[] }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <Scroll label={t('interviews.who_led')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('interviews.led_by')}</th>
            <th scope="col">{t('interviews.state')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ id, name, referred_by, referred_by_id, state }) => (
            <tr key={id}>
              <th scope="row">
                <a href={to('/interviews/:id', { id })}>{name || t('interviews.nameless')}</a>
              </th>
              <td>
                <a href={to('/interviews/:id', { id: referred_by_id ?? '' })}>
                  {referred_by || t('interviews.nameless')}
                </a>
              </td>
              <td>
                <StateMark state={state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Branch({ person, below }: { person: Interview; below: Map<Interview['referred_by_id'], Interview[]> }) {
  const { t } = useLanguage();
  const { to } = useAround();
  const named = below.get(person.id) ?? [];
  return (
    <li>
      <a href={to('/interviews/:id', { id: person.id })}>{person.name || t('interviews.nameless')}</a>{' '}
      <StateMark state={person.state} />
      {named.length > 0 && (
        <ul>
          {named.map((each) => (
            <Branch key={each.id} person={each} below={below} />
          ))}
        </ul>
      )}
    </li>
  );
}
