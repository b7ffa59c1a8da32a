/** Handing a proposal in: who approves it, in which order, by when. And taking it back. */
import { parse } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { submissionDraft } from '../../rooms/agreements/approval.ts';
import { submitProposal, withdrawProposal } from '../../rooms/agreements/approvals.ts';
import { maySubmit, mayWithdraw, type Proposal } from '../../rooms/agreements/proposal.ts';
import { type ProposalCheck, unanswered } from '../../rooms/agreements/proposal-check.ts';
import { checksOf, heldUntil, isOutOfDate } from '../../rooms/agreements/proposal-checks.ts';
import { Buttons, Fold, Form, type Option, Select, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { redirect } from '../shell/landing.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { linksOf, proposalOf, proposalTrail } from './parts.tsx';

const LATER = [1, 2, 3];
const STEPS = [0, ...LATER];
const PLACES = ['1', '2', '3', '4'];

export const proposalSubmission = libraryPage<Proposal>({
  path: '/proposals/:id/submission',
  may: maySubmit,
  load: proposalOf,
  view: async (asked) => {
    const { ctx, found: it, again, language } = asked;
    const checks = await checksOf(ctx, it.id);
    return {
      title: language.t('proposals.submit'),
      trail: proposalTrail(asked, it),
      body:
        unanswered(checks, heldUntil(ctx, it)).length > 0 ? (
          <Unanswered it={it} checks={unanswered(checks, heldUntil(ctx, it))} />
        ) : (
          <Steps
            {...{ it, again, checks }}
            mailIsSent={asked.house.mailIsSent}
            old={await isOutOfDate(ctx, it, checks)}
            members={(await membersOf(ctx))
              .filter(({ role }) => role !== 'reader')
              .map(({ id, name }) => ({ value: `member ${id}`, label: name }))}
          />
        ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: it, fields, go } = asked;
    const steps = parse(submissionDraft, nested(fields));
    await submitProposal(ctx, it.id, { steps, linkTo: linksOf(asked) });
    return go('/proposals/:id', { id: it.id }).saying('notice.proposal_submitted');
  },
});

function Unanswered({ it, checks }: { it: Proposal; checks: ProposalCheck[] }) {
  const { t, words } = useLanguage();
  return (
    <div class="narrow">
      <p class="warning">{t('error.proposal_unanswered')}</p>
      <ul>
        {checks.map(({ rule_key, what, ask }) => (
          <li key={rule_key + what}>{words(ask)}</li>
        ))}
      </ul>
      <Link class="button" to="/proposals/:id/checks" at={{ id: it.id }} about={it}>
        {t('proposals.answer_checks')}
      </Link>
    </div>
  );
}

type Props = {
  it: Proposal;
  again: Again | undefined;
  checks: ProposalCheck[];
  members: Option[];
  old: boolean;
  mailIsSent: boolean;
};

function Steps({ it, again, checks, members, old, mailIsSent }: Props) {
  const { t, message, words } = useLanguage();
  const { to } = useAround();
  const roles = (['administrator', 'coordinator'] as const).map((role) => ({
    value: `role ${role}`,
    label: message({ key: `proposals.role_${role}` }),
  }));
  const who = [{ value: '', label: t('proposals.nobody') }, ...roles, ...members];
  const initial = {
    'steps.0.who': 'role administrator',
    ...Object.fromEntries(STEPS.map((at) => [`steps.${at}.place`, '1'])),
  };
  return (
    <div class="narrow">
      <p>
        {t('proposals.submit_text')} {t(mailIsSent ? 'proposals.submit_mail' : 'proposals.submit_no_mail')}
      </p>
      {old && <p class="warning">{t('proposals.checks_old')}</p>}
      {checks
        .filter(({ what }) => what === 'approver')
        .map(({ rule_key, ask, rule_name }) => (
          <p key={rule_key}>
            {words(rule_name)}: {words(ask)}
          </p>
        ))}
      <Form again={again} initial={initial}>
        <Step at={0} who={who} />
        <Fold summary={t('proposals.more_steps')} names={LATER.map((at) => `steps.${at}.who`)}>
          {LATER.map((at) => (
            <Step key={at} at={at} who={who} />
          ))}
        </Fold>
        <p class="quiet">{t('proposals.place_hint')}</p>
        <Buttons save={t('proposals.submit')} cancel={to('/proposals/:id', { id: it.id })} />
      </Form>
    </div>
  );
}

function Step({ at, who }: { at: number; who: Option[] }) {
  const { t } = useLanguage();
  return (
    <fieldset class="row">
      <legend class="unseen">{t('proposals.step', { number: at + 1 })}</legend>
      <Select name={`steps.${at}.who`} label={t('proposals.step', { number: at + 1 })} options={who} />
      <Select
        name={`steps.${at}.place`}
        label={t('proposals.place')}
        options={PLACES.map((value) => ({ value, label: value }))}
      />
      <TextField name={`steps.${at}.due_on`} type="date" label={t('proposals.due_on')} optional />
    </fieldset>
  );
}

export const proposalWithdrawal = libraryPage<Proposal>({
  path: '/proposals/:id/withdrawal',
  may: mayWithdraw,
  load: proposalOf,
  view: ({ found: { id }, to }) => redirect(to('/proposals/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    await withdrawProposal(ctx, id);
    return go('/proposals/:id', { id }).saying('notice.proposal_withdrawn');
  },
});
