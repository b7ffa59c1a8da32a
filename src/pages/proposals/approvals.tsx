/** A step of an approval: what was handed in, as it was handed in, and one's word on it. */
import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import {
  APPROVAL_ANSWERS,
  type Approval,
  approvalAnswer,
  mayAnswer,
  type ProposalVersion,
  waitingNow,
} from '../../rooms/agreements/approval.ts';
import { answerersToday } from '../../rooms/agreements/approval-mail.ts';
import { answerApproval } from '../../rooms/agreements/approvals.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { findProposal } from '../../rooms/agreements/proposal-list.ts';
import { findApproval } from '../../rooms/agreements/proposal-versions.ts';
import { Buttons, Form, Radios, TextArea } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Answered, linksOf, proposalTrail } from './parts.tsx';
import { VersionRead } from './version-read.tsx';

type Found = {
  it: Proposal;
  version: ProposalVersion;
  before: ProposalVersion | null;
  step: Approval;
  mine: boolean;
  /** Whoever could answer it has left. */
  nobody: boolean;
};

async function stepOf({ ctx, id }: LibraryVisit): Promise<Found> {
  const { version, before, step } = await findApproval(ctx, id());
  const answerers = (await answerersToday(ctx))(step);
  return {
    ...{ version, before, step, it: await findProposal(ctx, version.proposal_id) },
    mine: mayAnswer(ctx.actor, answerers),
    nobody: answerers.length === 0,
  };
}

export const approvalPage = libraryPage<Found>({
  path: '/approvals/:id',
  may: anyMember,
  maySubmit: (actor, { mine }) => anyMember(actor) && mine,
  load: stepOf,
  view: (asked) => ({
    title: asked.language.t('approvals.title', { name: asked.found.version.content.name }),
    trail: proposalTrail(asked, asked.found.it),
    body: <Shown {...asked.found} again={asked.again} />,
  }),
  submit: async (asked) => {
    const { ctx, found: it, fields, go } = asked;
    if (!it.step) throw new NotFound();
    const said = parse(approvalAnswer, fields);
    const of = { proposal: it.version.proposal_id, approval: it.step.id };
    await answerApproval(ctx, of, { ...said, linkTo: linksOf(asked) });
    return go('/proposals/:id', { id: it.version.proposal_id }).saying('notice.approval_answered');
  },
});

function Shown({ it, version, before, step, mine, nobody, again }: Found & { again: Again | undefined }) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const turn = waitingNow(version).some(({ id }) => id === step.id) && version.number === it.number;
  return (
    <div class="narrow">
      <VersionRead version={version} before={before}>
        {step.answer && <Answered step={step} />}
        {!step.answer && !turn && <p class="warning">{t('error.approval_not_now')}</p>}
        {!step.answer && turn && !mine && (
          <p class="warning">{t(nobody ? 'approvals.nobody_here' : 'approvals.not_mine')}</p>
        )}
      </VersionRead>
      {((turn && mine && !step.answer) || again) && (
        <Answer again={again} proposal={it} own={it.owner_id === ctx.actor.id} />
      )}
    </div>
  );
}

function Answer({ again, proposal, own }: { again: Again | undefined; proposal: Proposal; own: boolean }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const options = APPROVAL_ANSWERS.map((answer) => ({
    value: answer,
    label: message({ key: `approvals.say_${answer}` }),
    hint: message({ key: `approvals.hint_${answer}` }),
  }));
  return (
    <section class="part no-print">
      <h2>{t('approvals.your_word')}</h2>
      {own && <p class="warning">{t('approvals.own')}</p>}
      <Form again={again} labels={{ answer: t('approvals.answer'), comment: t('approvals.comment') }}>
        <Radios name="answer" label={t('approvals.answer')} options={options} />
        <TextArea name="comment" label={t('approvals.comment')} hint={t('approvals.comment_hint')} rows={3} optional />
        <Buttons save={t('approvals.send')} cancel={to('/proposals/:id', { id: proposal.id })} />
      </Form>
    </section>
  );
}
