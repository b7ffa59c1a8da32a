/** Writing a proposal, from a decided worksheet or alone, and changing it. */
import type { Ctx } from '../../house/ctx.ts';
import { moneyTyped, parse } from '../../house/parse.ts';
import type { Agreement } from '../../rooms/agreements/agreement.ts';
import { findAgreement } from '../../rooms/agreements/agreement-list.ts';
import type { AgreementKind } from '../../rooms/agreements/clauses/clause.ts';
import type { ProposalKind } from '../../rooms/agreements/kinds.ts';
import {
  mayChangeProposal,
  mayPropose,
  mayRemoveProposal,
  type Proposal,
  proposalDraft,
  proposalEdit,
} from '../../rooms/agreements/proposal.ts';
import { findProposal } from '../../rooms/agreements/proposal-list.ts';
import { addProposal, changeProposal, proposalAsTyped, removeProposal } from '../../rooms/agreements/proposals.ts';
import { carryOver, daysOfRenewal } from '../../rooms/agreements/renewing.ts';
import type { InitiativeId } from '../../rooms/initiatives/initiative.ts';
import { partnersIn } from '../../rooms/initiatives/initiative-partners.ts';
import { findInitiative } from '../../rooms/initiatives/initiatives.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import type { Values } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { choicesOf, labelsOf, ProposalFields } from './fields.tsx';
import { proposalOf, proposalTrail } from './parts.tsx';

const PROPOSAL_OF: Record<AgreementKind, ProposalKind> = {
  ...{ letter: 'program', memorandum: 'program', handshake: 'other' },
  ...{ sponsorship: 'sponsorship', space: 'space', data: 'data' },
};

type Begun = { initial: Values; initiative: { id: string; name: string } | null };

const idIn = ({ url }: LibraryVisit, name: string) => {
  const id = url.searchParams.get(name) ?? '';
  return /^[0-9a-f-]{36}$/.test(id) ? id : '';
};

/** An agreement that is to be renewed: the words of its proposal, or what it says itself, and the days after it. */
async function renewedFrom(ctx: Ctx, id: string): Promise<Values> {
  const agreement = await findAgreement(ctx, id as Agreement['id']);
  const before = agreement.proposal_id && agreement.proposal ? await findProposal(ctx, agreement.proposal_id) : null;
  const { starts_on, ends_on } = daysOfRenewal(agreement);
  const own: Values = {
    ...{ name: agreement.name, kind: PROPOSAL_OF[agreement.kind], partners: agreement.partners.map(({ id }) => id) },
    ...{ given_cents: moneyTyped(agreement.given_cents), given_by: agreement.given_by },
    initiative_id: '',
  };
  return {
    ...(before ? proposalAsTyped(before) : own),
    ...{ renews_id: agreement.id, starts_on: starts_on ?? '', ends_on: ends_on ?? '', owner_id: agreement.owner_id },
  };
}

/** What the address says it comes from: a worksheet's decision, a cause with its partners, a partner, an agreement. */
async function begunWith(visit: LibraryVisit): Promise<Begun> {
  const { ctx } = visit;
  const renews = idIn(visit, 'renews');
  if (renews) {
    const initial = await renewedFrom(ctx, renews);
    const cause = one(initial.initiative_id);
    return { initial, initiative: cause ? await findInitiative(ctx, cause as InitiativeId) : null };
  }
  const usual: Values = { kind: 'program', given_by: 'partner', owner_id: ctx.actor.id ?? '' };
  const sheet = idIn(visit, 'worksheet');
  const cause = idIn(visit, 'initiative');
  const worksheet = sheet ? await findWorksheet(ctx, sheet as Parameters<typeof findWorksheet>[1]) : null;
  const initiative = cause ? await findInitiative(ctx, cause as Parameters<typeof findInitiative>[1]) : null;
  const doing = initiative ? (await partnersIn(ctx, initiative.id)).filter(({ part }) => part !== 'told') : [];
  const partners = worksheet?.decision?.chosen ?? doing.map(({ id }) => id as string);
  return {
    initiative,
    initial: {
      ...usual,
      partners: partners.length > 0 ? partners : [idIn(visit, 'partner')].filter(Boolean),
      ...(worksheet && { name: worksheet.purpose.slice(0, 120), from_worksheet_id: worksheet.id }),
      ...(initiative && {
        ...{ name: initiative.name, who: initiative.who, populations: initiative.populations },
        ...{ initiative_id: initiative.id, starts_on: initiative.starts_on ?? '', ends_on: initiative.ends_on ?? '' },
      }),
    },
  };
}

const chosenIn = (values: Values) => [values.partners ?? []].flat().filter((id) => /^[0-9a-f-]{36}$/.test(id));

export const newProposal = libraryPage({
  path: '/proposals/new',
  may: mayPropose,
  view: async (visit) => {
    const { ctx, again, to, language } = visit;
    const { t } = language;
    const { initial, initiative } = await begunWith(visit);
    const values = again?.values ?? initial;
    const worksheet = one(values.from_worksheet_id);
    const renews = one(values.renews_id);
    return {
      title: t('proposals.add'),
      body: (
        <div class="narrow">
          <p class="lead">{t(renews ? 'proposals.renewal_text' : 'proposals.new_text')}</p>
          <Form again={again} initial={initial} labels={labelsOf(language)}>
            {worksheet && <input type="hidden" name="from_worksheet_id" value={worksheet} />}
            {renews && <input type="hidden" name="renews_id" value={renews} />}
            <ProposalFields {...(await choicesOf(ctx, { partners: chosenIn(values), initiative }))} />
            <Buttons save={t('proposals.save')} cancel={to('/proposals')} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, fields, go }) => {
    const id = await addProposal(ctx, parse(proposalDraft, fields));
    await carryOver(ctx, id);
    return go('/proposals/:id', { id }).saying('notice.proposal_added');
  },
});

export const editProposal = libraryPage<Proposal>({
  path: '/proposals/:id/edit',
  may: mayChangeProposal,
  load: proposalOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    const { t } = language;
    // One that was removed stays what it was, until somebody chooses another.
    const initiative = it.initiative_id
      ? { id: it.initiative_id as string, name: it.initiative ?? t('proposals.removed_initiative') }
      : null;
    const owner = { id: it.owner_id as string, name: it.owner };
    const partners = [...it.partners.map(({ id }) => id as string), ...chosenIn(again?.values ?? {})];
    return {
      title: t('proposals.edit'),
      trail: proposalTrail(asked, it),
      body: (
        <div class="narrow">
          {it.state === 'approved' && <p class="warning">{t('proposals.change_approved')}</p>}
          <Form again={again} initial={proposalAsTyped(it)} version={it.version} labels={labelsOf(language)}>
            <ProposalFields {...(await choicesOf(ctx, { partners, initiative, owner }))} />
            <Buttons save={t('form.save')} cancel={to('/proposals/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeProposal(ctx, id, parse(proposalEdit, fields));
    return go('/proposals/:id', { id }).saying('notice.saved');
  },
});

export const proposalRemoval = libraryPage<Proposal>({
  path: '/proposals/:id/removal',
  may: mayRemoveProposal,
  load: proposalOf,
  view: ({ found: { id }, to }) => redirect(to('/proposals/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeProposal(ctx, id);
    return go('/proposals').saying('notice.removed', { removal });
  },
});
