/** Puts a document together: the clauses, with their blanks filled from the terms, the proposal and the grid. */

import type { Ctx } from '../../../house/ctx.ts';
import { NotFound } from '../../../house/errors.ts';
import { type Language, speak } from '../../../house/messages.ts';
import type { Agreement } from '../agreement.ts';
import { type AgreementClause, clausesIn } from '../agreement-clauses.ts';
import { asSaid, goalsOf } from '../goals.ts';
import type { Proposal } from '../proposal.ts';
import { findProposal } from '../proposal-list.ts';
import { gridOf } from '../responsibilities.ts';
import type { Grid } from '../responsibility.ts';
import { noticeBy } from '../term.ts';
import { type BlankValues, fill } from './blanks.ts';
import type { AnnexRow, Document } from './document.ts';

/** `missing` are blanks of which nobody knows yet what to write, with the clause that has each. */
export type Written = { document: Document; missing: { title: string; blanks: string[] }[] };

type Sources = { clauses: AgreementClause[]; proposal: Proposal | null; goals: string[]; grid: Grid | null };

async function sourcesOf(ctx: Ctx, it: Agreement, { t, amount, day }: Language): Promise<Sources> {
  // Their paper and a handshake have no clauses of ours, so nothing is to be filled.
  const clauses = isWritten(it) ? await clausesIn(ctx, it.id) : [];
  const none = { clauses, proposal: null, goals: [], grid: null };
  if (!it.proposal_id || !isWritten(it)) return none;
  const proposal = await findProposal(ctx, it.proposal_id).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!proposal) return none;
  const goals = (await goalsOf(ctx, [proposal.id])).map(asSaid).map(({ measure, unit, baseline, target, ...days }) =>
    t('goals.said', {
      ...{ measure, unit, from: amount(baseline), to: amount(target) },
      ...{ since: day(days.baseline_on), by: day(days.due_on) },
    }),
  );
  return { clauses, proposal, goals, grid: await gridOf(ctx, proposal) };
}

/** It is written of clauses of ours. */
export const isWritten = ({ kind, sha256 }: Pick<Agreement, 'kind' | 'sha256'>) =>
  kind !== 'handshake' && sha256 === null;

export async function writtenOf(ctx: Ctx, it: Agreement): Promise<Written> {
  const language = speak(it.locale, ctx.library.timeZone);
  const sources = await sourcesOf(ctx, it, language);
  const annex = sources.grid ? annexOf(ctx, sources.grid) : [];
  const values = valuesOf(ctx, it, { ...sources, annex, language });
  const filled = sources.clauses.map(({ id, title, body }) => ({ id, title, ...fill(body, values) }));
  const { name, kind, locale, given_cents, given_by, logo, terms, effective_on, ends_on } = it;
  return {
    document: {
      ...{ name, kind, locale, given_cents, given_by, logo, terms, annex },
      term: {
        ...{ effective_on, ends_on, notice_days: it.notice_days },
        ...{ renewal: it.renewal, renewal_months: it.renewal === 'by_itself' ? it.renewal_months : null },
      },
      parties: [
        { partner_id: null, name: ctx.library.name, signer: '', notices: it.our_notices },
        ...it.partners.map(({ id, name, person, notices }) => ({
          ...{ partner_id: id, name, signer: person ?? '', notices },
        })),
      ],
      clauses: filled.filter(({ text }) => text !== '').map(({ id, title, text }) => ({ id, title, body: text })),
      file: it.sha256 ? { sha256: it.sha256, name: it.file_name } : null,
    },
    missing: filled
      .filter(({ missing }) => missing.length > 0)
      .map(({ title, missing }) => ({ title, blanks: missing })),
  };
}

function annexOf(ctx: Ctx, { columns, rows }: Grid): AnnexRow[] {
  const party = (id: string | null) =>
    id === null ? ctx.library.name : (columns.find(({ partner_id }) => partner_id === id)?.name ?? '');
  return rows.map(({ what, due_on, monthly, cells }) => ({
    ...{ what, due_on, monthly },
    who: cells.map(({ partner_id, part, person }) => ({
      ...{ party: party(partner_id), part, person: person?.there ? person.name : '' },
    })),
  }));
}

type Values = Sources & { annex: AnnexRow[]; language: Language };

const orNull = (text: string | undefined): string | null => text || null;
const bullets = (lines: string[]) => lines.map((line) => `– ${line}`).join('\n');

/** By the name of the blank. */
function valuesOf(ctx: Ctx, it: Agreement, { proposal, goals, annex, language }: Values): BlankValues {
  const { t, list } = language;
  const theirs = it.partners.map(({ name, notices }) =>
    it.partners.length > 1 && notices ? `${name}: ${notices}` : notices,
  );
  return {
    library: ctx.library.name,
    partner: list(it.partners.map(({ name }) => name)),
    purpose: orNull(proposal?.who),
    we_do: orNull(proposal?.we_do),
    they_do: orNull(proposal?.they_do),
    they_get: proposal ? proposal.they_get : '',
    how_known: proposal ? proposal.how_known : '',
    goals: bullets(goals),
    grid: annex.length > 0 ? t('agreement.grid_annex') : '',
    our_costs: proposal ? costsSaid(language, proposal, 'our') : '',
    their_costs: proposal ? costsSaid(language, proposal, 'their') : '',
    insurance: it.insurance,
    notices_ours: orNull(it.our_notices),
    notices_theirs: theirs.every(Boolean) ? theirs.join('; ') : null,
    logo: t(`agreement.logo_${it.logo}`, { library: ctx.library.name }),
    ...givenIn(it, language),
    ...termIn(it, language),
  };
}

const givenIn = ({ given_cents, given_by }: Agreement, { t, money }: Language): BlankValues => ({
  given: given_cents
    ? t(given_by === 'partner' ? 'agreement.they_give' : 'agreement.we_give', { money: money(given_cents) })
    : '',
});

function termIn(it: Agreement, { t, day }: Language): BlankValues {
  const on = (date: string) => t('agreement.on_day', { day: day(date) });
  const by = noticeBy(it.ends_on, it.notice_days);
  return {
    effective: it.effective_on && on(it.effective_on),
    until: it.ends_on ? on(it.ends_on) : t('agreement.until_ended'),
    renewal: it.ends_on ? t(`agreement.renewal_${it.renewal}`, { months: it.renewal_months ?? 0 }) : '',
    notice_by: by ? on(by) : '',
    notice_days: it.notice_days ? t('agreement.notice_days', { days: it.notice_days }) : t('agreement.notice_any'),
  };
}

/** What it costs one side; what nobody knows is said to be so. */
function costsSaid({ t, number, money }: Language, it: Proposal, side: 'our' | 'their'): string {
  const [hours, cents, space] = [it[`${side}_hours`], it[`${side}_cents`], it[`${side}_space`]];
  return [
    hours === null ? t('agreement.hours_unknown') : t('agreement.hours', { hours: number(hours), count: hours }),
    cents === null ? t('agreement.money_unknown') : money(cents),
    space,
  ]
    .filter(Boolean)
    .join(' · ');
}
