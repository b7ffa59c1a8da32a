/** One proposal: what it says, what the policy asks, who approves it, and what it led to. */
import type { MemberId } from '../../house/ctx.ts';
import { canTypeset } from '../../house/typeset/typeset.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { Agreement } from '../../rooms/agreements/agreement.ts';
import { agreementsOf } from '../../rooms/agreements/agreement-list.ts';
import { type Approval, mayAnswer, type ProposalVersion, waitingNow } from '../../rooms/agreements/approval.ts';
import { answerersToday } from '../../rooms/agreements/approval-mail.ts';
import type { Goal } from '../../rooms/agreements/goal.ts';
import { goalsOf } from '../../rooms/agreements/goals.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { type ProposalCheck, unanswered } from '../../rooms/agreements/proposal-check.ts';
import { checksOf, heldUntil, isOutOfDate } from '../../rooms/agreements/proposal-checks.ts';
import { contentOf, versionsOf } from '../../rooms/agreements/proposal-versions.ts';
import { gridOf } from '../../rooms/agreements/responsibilities.ts';
import type { Grid as GridOf } from '../../rooms/agreements/responsibility.ts';
import { rewardsOf } from '../../rooms/agreements/rewards.ts';
import { useLanguage } from '../../ui/here.ts';
import { AgreementMark } from '../agreements/parts.tsx';
import { GoalLines } from '../goals/parts.tsx';
import { Table as GridTable } from '../responsibilities/table.tsx';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { ChecksRead } from './checks.tsx';
import { ContentRead } from './content.tsx';
import { Answered, ProposalMark, proposalOf } from './parts.tsx';
import { Rewards } from './sides.tsx';

export const showProposal = libraryPage<Proposal>({
  path: '/proposals/:id',
  may: anyMember,
  load: proposalOf,
  view: async ({ ctx, found: it }) => {
    const versions = await versionsOf(ctx, it.id);
    const answerers = await answerersToday(ctx);
    const mine = versions[0] ? waitingNow(versions[0]).filter((step) => mayAnswer(ctx.actor, answerers(step))) : [];
    const checks = await checksOf(ctx, it.id);
    const goals = await goalsOf(ctx, [it.id]);
    const agreements = await agreementsOf(ctx, { proposal: it.id });
    return {
      title: it.name,
      actions: <Actions it={it} hasAgreement={agreements.length > 0} />,
      body: (
        <>
          <Head it={it} mine={mine} />
          <Agreements agreements={agreements} renews={it.renews_id} />
          <ContentRead it={contentOf(it, [])} />
          <Goals it={it} goals={goals} />
          <Grid it={it} grid={await gridOf(ctx, it)} />
          <Rewards it={it} rewards={await rewardsOf(ctx, it.id)} />
          <Policy it={it} checks={checks} old={it.state !== 'waiting' && (await isOutOfDate(ctx, it, checks))} />
          <Approvals it={it} versions={versions} answerers={answerers} />
        </>
      ),
    };
  },
});

function Actions({ it, hasAgreement }: { it: Proposal; hasAgreement: boolean }) {
  const { t } = useLanguage();
  const about = { at: { id: it.id }, about: it };
  return (
    <>
      <Link class="button" to="/proposals/:id/submission" {...about}>
        {t('proposals.submit')}
      </Link>
      <Press to="/proposals/:id/withdrawal" {...about} label={t('proposals.withdraw')} />
      {it.state === 'approved' && (
        <Link class={hasAgreement ? 'button low' : 'button'} to="/agreements/new" at={{ proposal: it.id }}>
          {t('proposals.to_agreement')}
        </Link>
      )}
      <Link class="button low" to="/proposals/:id/edit" {...about}>
        {t('form.change')}
      </Link>
      {canTypeset() && (
        <>
          <Link class="button low" to="/proposals/:id/one-page.pdf" {...about}>
            {t('proposals.pdf')}
          </Link>
          <Link class="button low" to="/proposals/:id/one-page.pdf" at={{ id: it.id, paper: 'a4' }} about={it}>
            {t('brief.pdf_a4')}
          </Link>
        </>
      )}
      <Press to="/proposals/:id/removal" {...about} label={t('interaction.remove')} />
    </>
  );
}

function Head({ it, mine }: { it: Proposal; mine: Approval[] }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  return (
    <>
      <p>
        <ProposalMark it={it} /> {message({ key: `proposals.kind_${it.kind}` })}
        {' · '}
        {it.partners.map(({ id, name }, at) => (
          <>
            {at > 0 && ', '}
            <a href={to('/partners/:id', { id })}>{name}</a>
          </>
        ))}
        {it.initiative && it.initiative_id && (
          <>
            {' · '}
            <a href={to('/initiatives/:id', { id: it.initiative_id })}>{it.initiative}</a>
          </>
        )}
        {it.from_worksheet_id && (
          <>
            {' · '}
            <a href={to('/worksheets/:id', { id: it.from_worksheet_id })}>{t('proposals.worksheet')}</a>
          </>
        )}
        {' · '}
        {t('proposals.owned', { who: it.owner })}
      </p>
      {it.state === 'approved' && it.changed && <p class="warning">{t('proposals.needs_anew')}</p>}
      {mine.map((step) => (
        <p key={step.id} class="notice">
          <a class="button" href={to('/approvals/:id', { id: step.id })}>
            {t('approvals.your_word')}
          </a>
        </p>
      ))}
    </>
  );
}

/** What came of it, and what it is to take the place of. */
function Agreements({ agreements, renews }: { agreements: Agreement[]; renews: string | null }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <>
      {renews && (
        <p>
          <a href={to('/agreements/:id', { id: renews })}>{t('proposals.renews')}</a>
        </p>
      )}
      {agreements.map((agreement) => (
        <p key={agreement.id}>
          {t('proposals.agreement')} <a href={to('/agreements/:id', { id: agreement.id })}>{agreement.name}</a>{' '}
          <AgreementMark it={agreement} />
        </p>
      ))}
    </>
  );
}

function Goals({ it, goals }: { it: Proposal; goals: Goal[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('goals.title')}</h2>
      {goals.length === 0 && <p>{t('goals.none')}</p>}
      <GoalLines goals={goals} />
      <p class="no-print">
        <Link to="/proposals/:id/goals/new" at={{ id: it.id }} about={it}>
          {t('goals.add')}
        </Link>
      </p>
    </section>
  );
}

function Grid({ it, grid }: { it: Proposal; grid: GridOf }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('grid.title')}</h2>
      {grid.rows.length > 0 ? <GridTable grid={grid} /> : <p>{t('grid.none')}</p>}
      <p class="no-print">
        <Link to="/proposals/:id/responsibilities" at={{ id: it.id }} about={it}>
          {t('proposals.to_grid')}
        </Link>
      </p>
    </section>
  );
}

function Policy({ it, checks, old }: { it: Proposal; checks: ProposalCheck[]; old: boolean }) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  return (
    <section class="part">
      <h2>{t('proposals.checks')}</h2>
      {old && <p class="warning">{t('proposals.checks_old')}</p>}
      <ChecksRead checks={checks} />
      <p class="no-print">
        <Link to="/proposals/:id/checks" at={{ id: it.id }} about={it}>
          {unanswered(checks, heldUntil(ctx, it)).length > 0 ? t('proposals.answer_checks') : t('proposals.see_checks')}
        </Link>
      </p>
    </section>
  );
}

type Answerers = { answerers: (step: Approval) => MemberId[] };

function Approvals({ it, versions, answerers }: { it: Proposal; versions: ProposalVersion[] } & Answerers) {
  const { t, dayOf } = useLanguage();
  const { to } = useAround();
  if (versions.length === 0) return null;
  return (
    <section class="part">
      <h2>{t('proposals.approval')}</h2>
      {versions.map((version) => (
        <section key={version.number}>
          <h3>
            <a href={to('/proposals/:id/versions/:number', { id: it.id, number: String(version.number) })}>
              {t('proposals.version', { number: version.number })}
            </a>
          </h3>
          <p class="quiet">
            {t('approvals.handed_in', { who: version.submitted_by, day: dayOf(version.submitted_at) })}
            {version.withdrawn_at && ` ${t('proposals.withdrawn_on', { day: dayOf(version.withdrawn_at) })}`}
          </p>
          <Steps version={version} answerers={answerers} />
        </section>
      ))}
    </section>
  );
}

function Steps({ version, answerers }: { version: ProposalVersion } & Answerers) {
  const { t, day, message } = useLanguage();
  const now = waitingNow(version);
  return (
    <ol class="plain lines">
      {version.approvals.map((step) => (
        <li key={step.id}>
          {step.member ?? message({ key: `proposals.role_${step.role}` })}{' '}
          <span class="quiet">
            {t('proposals.place_said', { place: step.place })}
            {step.due_on && ` · ${t('proposals.due_said', { day: day(step.due_on) })}`}
          </span>
          {step.answer ? (
            <Answered step={step} />
          ) : (
            <span class="quiet block">
              {now.includes(step)
                ? t(answerers(step).length > 0 ? 'approvals.waiting' : 'approvals.nobody_here')
                : t(version.withdrawn_at ? 'approvals.never' : 'approvals.later')}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
