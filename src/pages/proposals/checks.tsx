/** What the library's policy asks of a proposal, and what was answered. */
import type { Ctx } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import { mayChangeProposal, type Proposal } from '../../rooms/agreements/proposal.ts';
import {
  checkField,
  isAnswered,
  isDated,
  markOfAnswer,
  type ProposalCheck,
} from '../../rooms/agreements/proposal-check.ts';
import { answerChecks, checkAgain, checksOf, isOutOfDate } from '../../rooms/agreements/proposal-checks.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Form, Radios, TextArea, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { redirect } from '../shell/landing.ts';
import { Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { proposalOf, proposalTrail } from './parts.tsx';

const stateOf = async (ctx: Ctx, it: Proposal) => {
  const checks = await checksOf(ctx, it.id);
  return { checks, old: await isOutOfDate(ctx, it, checks) };
};

export const proposalChecks = libraryPage<Proposal>({
  path: '/proposals/:id/checks',
  may: mayChangeProposal,
  load: proposalOf,
  view: async (asked) => {
    const { ctx, found: it, again, language } = asked;
    return {
      title: language.t('proposals.checks'),
      trail: proposalTrail(asked, it),
      body: <Checks {...(await stateOf(ctx, it))} it={it} again={again} />,
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await answerChecks(ctx, id, nested(fields));
    return go('/proposals/:id', { id }).saying('notice.saved');
  },
});

export const proposalCheckingAgain = libraryPage<Proposal>({
  path: '/proposals/:id/checks/again',
  may: mayChangeProposal,
  load: proposalOf,
  view: ({ found: { id }, to }) => redirect(to('/proposals/:id/checks', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    await checkAgain(ctx, id);
    return go('/proposals/:id/checks', { id }).saying('notice.checked_again');
  },
});

type Props = { it: Proposal; checks: ProposalCheck[]; old: boolean; again: Again | undefined };

function Checks({ it, checks, old, again }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const asked = checks.filter(({ what }) => what !== 'approver');
  return (
    <div class="narrow">
      <p>
        {t('proposals.checks_text')} <a href={to('/policy-rules')}>{t('policy.title')}</a>
      </p>
      <Unknown it={it} />
      {old && (
        <div class="warning">
          <p>{t('proposals.checks_old')}</p>
          <Press to="/proposals/:id/checks/again" at={{ id: it.id }} about={it} label={t('proposals.check_again')} />
        </div>
      )}
      {asked.length === 0 && <Empty text={t('proposals.checks_none')} />}
      {asked.length > 0 && (
        <Form again={again} initial={typedOf(asked)}>
          {asked.map((check) => (
            <Asked key={checkField(check)} check={check} />
          ))}
          <Buttons save={t('form.save')} cancel={to('/proposals/:id', { id: it.id })} />
        </Form>
      )}
    </div>
  );
}

/** What no rule could look at. */
function Unknown({ it }: { it: Proposal }) {
  const { t, list } = useLanguage();
  const names = it.partners.filter(({ sectors }) => sectors.length === 0).map(({ name }) => name);
  return (
    <>
      {names.length > 0 && <p class="warning">{t('proposals.no_sector', { names: list(names) })}</p>}
      {it.populations.length === 0 && <p class="warning">{t('proposals.no_people')}</p>}
    </>
  );
}

const typedOf = (checks: ProposalCheck[]): Values =>
  Object.fromEntries(
    checks.flatMap((check) => {
      const { answer, answer_on, answer_yes } = check;
      const name = checkField(check);
      return [
        [`${name}.text`, answer],
        [`${name}.on`, answer_on ?? ''],
        [`${name}.yes`, answer_yes === null ? '' : answer_yes ? 'yes' : 'no'],
      ];
    }),
  );

function Asked({ check }: { check: ProposalCheck }) {
  const { t, words } = useLanguage();
  const name = checkField(check);
  const { what } = check;
  const yesNo = [
    { value: 'yes', label: t('proposals.yes') },
    { value: 'no', label: t('proposals.no') },
  ];
  return (
    <section class="part">
      <p class="quiet">{words(check.rule_name)}</p>
      <input type="hidden" name={`${name}.seen`} value={markOfAnswer(check)} />
      {(what === 'conflict' || what === 'confirm') && (
        <Radios name={`${name}.yes`} label={words(check.ask)} options={yesNo} />
      )}
      {isDated(what) && <TextField name={`${name}.on`} type="date" label={words(check.ask)} />}
      <TextArea
        name={`${name}.text`}
        label={what === 'document' || what === 'note' ? words(check.ask) : t('proposals.check_more')}
        rows={2}
        optional={what !== 'document' && what !== 'note'}
      />
    </section>
  );
}

/** As a list to read: what was asked, and the answer, or that there is none. */
export function ChecksRead({ checks }: { checks: ProposalCheck[] }) {
  const { t, words } = useLanguage();
  if (checks.length === 0) return <p>{t('proposals.checks_none')}</p>;
  return (
    <ul class="plain lines">
      {checks.map((check) => (
        <li key={checkField(check)}>
          {words(check.ask)} <span class="quiet">({words(check.rule_name)})</span>
          <Answer check={check} />
        </li>
      ))}
    </ul>
  );
}

function Answer({ check }: { check: ProposalCheck }) {
  const { t, day, dayOf } = useLanguage();
  const { what, answered_by, answered_at } = check;
  if (what === 'approver') return <span class="quiet block">{t('proposals.check_approver')}</span>;
  if (!isAnswered(check)) return <strong class="block">{t('proposals.check_open')}</strong>;
  return (
    <>
      <span class="block">{answerSaid({ t, day }, check)}</span>
      <span class="quiet block">
        {t('proposals.check_by', { who: answered_by ?? '', day: answered_at ? dayOf(new Date(answered_at)) : '' })}
      </span>
    </>
  );
}

export const answerSaid = (
  { t, day }: Pick<Language, 't' | 'day'>,
  { answer, answer_on, answer_yes }: ProposalCheck,
): string =>
  [
    answer_yes !== null && (answer_yes ? t('proposals.yes') : t('proposals.no')),
    answer_on && t('initiatives.until', { day: day(answer_on) }),
    answer,
  ]
    .filter(Boolean)
    .join(' · ');

/** By what was asked. */
export function useAnswers(checks: readonly ProposalCheck[]): Map<string, string> {
  const language = useLanguage();
  return new Map(
    checks
      .filter(({ what }) => what !== 'approver')
      .map((check) => [language.words(check.ask), answerSaid(language, check)]),
  );
}
