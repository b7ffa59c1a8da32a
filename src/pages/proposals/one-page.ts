/** A proposal on one page for whoever decides, with its reasons on it: the worksheet's sentence, evidence, cost. */
import type { Locale } from '../../house/ctx.ts';
import { localeCalled } from '../../house/ctx.ts';
import { NotFound } from '../../house/errors.ts';
import { type Language, speak } from '../../house/messages.ts';
import { findFile } from '../../house/stored-files.ts';
import { canTypeset, typeset } from '../../house/typeset/typeset.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { asSaid, goalsOf } from '../../rooms/agreements/goals.ts';
import type { Content, Proposal } from '../../rooms/agreements/proposal.ts';
import type { ProposalCheck } from '../../rooms/agreements/proposal-check.ts';
import { checksOf } from '../../rooms/agreements/proposal-checks.ts';
import { contentOf, versionsOf } from '../../rooms/agreements/proposal-versions.ts';
import { population } from '../../rooms/guide/guide.ts';
import { groundsFor } from '../../views/initiative-story/initiative-story.ts';
import { checkSaid, themeSaid, worksheetSaid } from '../initiatives/said.ts';
import { libraryPage } from '../shell/page.ts';
import { fileName, PDF, sent } from '../shell/sent.ts';
import { type LibraryVisit, limit } from '../shell/visit.ts';
import { answerSaid } from './checks.tsx';
import { costSaid, daysOf, givenSaid, goalSaid, proposalOf } from './parts.tsx';

export const onePage = libraryPage<Proposal>({
  path: '/proposals/:id/one-page.pdf',
  may: anyMember,
  load: proposalOf,
  type: PDF,
  view: async (asked) => {
    if (!canTypeset()) throw new NotFound();
    await limit(asked, 'files', asked.visitor.userId);
    const bytes = await pdf(asked, asked.found);
    return sent(bytes, { name: fileName(asked.found.name, 'pdf'), type: PDF, inline: true });
  },
});

const LOGO = '/pages/proposals/logo.png';

async function pdf({ ctx, url, left, language: mine }: LibraryVisit, it: Proposal) {
  const locale: Locale = localeCalled(url.searchParams.get('lang')) ?? mine.locale;
  const language = speak(locale, ctx.library.timeZone);
  const { t, dayOf } = language;
  const logo = ctx.library.logo ? await findFile(ctx, ctx.library.logo) : null;
  // What is approved is what was handed in; before that, what it says now.
  const [version] = await versionsOf(ctx, it.id);
  const content = version && !version.withdrawn_at ? version.content : contentOf(it, await goalsOf(ctx, [it.id]));
  const checks = version && !version.withdrawn_at ? version.checks : await checksOf(ctx, it.id);
  const grounds = await groundsFor(ctx, { worksheet: it.from_worksheet_id, initiative: it.initiative_id });
  const data = {
    ...{ library: ctx.library.name, day: dayOf(ctx.now), state: stateSaid(language, it) },
    partners: language.list(content.partners.map(({ name }) => name)),
    head: [content.initiative, daysOf(language, content), language.message({ key: `proposals.kind_${content.kind}` })]
      .filter(Boolean)
      .join(' · '),
    // Goals that were set after it was handed in are as much its own.
    ...said(language, { ...content, goals: (await goalsOf(ctx, [it.id])).map(asSaid) }),
    reasons: [
      ...grounds.worksheets.map((each) => `${each.purpose}. ${worksheetSaid(language, each)}. ${each.reason}`),
      ...grounds.themes.map((each) => `${each.name}: ${themeSaid(language, each)}`),
      ...grounds.checks.map((each) => `${each.need}. ${checkSaid(language, each)}`),
    ],
    checks: checks
      .filter(({ what }) => what !== 'approver')
      .map((check) => `${language.words(check.ask)} ${paperAnswer(language, check)}`),
    approvals: (version?.approvals ?? [])
      .filter(({ answer }) => answer)
      .map(({ answer, answered_by, answered_at }) =>
        [
          language.message({ key: `approvals.is_${answer}` }),
          t('approvals.by', { who: answered_by ?? '', day: answered_at ? dayOf(answered_at) : '' }),
        ].join(': '),
      ),
    version: version && !version.withdrawn_at ? t('proposals.version', { number: version.number }) : '',
    labels: labelsOf(language),
    logo: logo && { path: LOGO, alt: t('settings.logo_of', { name: ctx.library.name }) },
  };
  return typeset(
    {
      ...{ template: 'pages/proposals/one-page.typ', locale, title: content.name, pages: 1, made: ctx.now.getTime() },
      ...{ paper: url.searchParams.get('paper') === 'a4' ? 'a4' : 'letter', data },
      files: { ...(logo && { [LOGO]: logo.bytes }) },
    },
    left,
  );
}

/** What somebody gains by it stays with the proposal: paper goes from hand to hand. */
const paperAnswer = (language: Language, check: ProposalCheck): string =>
  answerSaid(language, check.what === 'conflict' ? { ...check, answer: '' } : check) ||
  language.t('proposals.check_open');

const said = (language: Language, it: Content) => ({
  ...{ who: it.who, how_known: it.how_known, we_do: it.we_do, they_do: it.they_do },
  ...{ our_cost: costSaid(language, it, 'our'), their_cost: costSaid(language, it, 'their') },
  goals: (it.goals ?? []).map((goal) => goalSaid(language, goal)),
  ...{ given: givenSaid(language, it), we_get: it.we_get, they_get: it.they_get, risks: it.risks, gains: it.gains },
  people: language.list(it.populations.flatMap((key) => population(key)?.label ?? []).map(language.words)),
  missions: (['our_mission', 'their_mission', 'common_ground'] as const)
    .filter((name) => it[name])
    .map((name) => `${language.message({ key: `field.proposal_${name}` })}: ${it[name]}`),
});

const labelsOf = ({ t }: Pick<Language, 't'>) => ({
  ...{ kind: t('proposals.one_page'), who: t('proposals.who_head'), known: t('field.proposal_how_known') },
  ...{ does: t('proposals.do_head'), ours: t('proposals.ours'), theirs: t('proposals.theirs') },
  ...{ cost: t('proposals.cost_head'), gets: t('proposals.get_head'), risks: t('proposals.risk_head') },
  ...{
    goals: t('goals.title'),
    gains: t('proposals.gain_head'),
    reasons: t('initiatives.evidence'),
    checks: t('proposals.checks'),
  },
  ...{
    approval: t('proposals.approval'),
    none: '–',
    no_reasons: t('initiatives.no_evidence'),
    missions: t('proposals.missions'),
    people: t('initiatives.people'),
  },
  page: t('brief.page', { page: '{page}', pages: '{pages}' }),
});

function stateSaid({ t, message }: Pick<Language, 't' | 'message'>, it: Proposal): string {
  const state = message({ key: `proposals.state_${it.state}` });
  return it.state === 'approved' && it.changed ? `${state} · ${t('proposals.changed_since')}` : state;
}
