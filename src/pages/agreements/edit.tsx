/** Writing an agreement, from an approved proposal or alone, with clauses of ours or as their paper; and changing it. */
import { moneyTyped, parse } from '../../house/parse.ts';
import { FILES, type Prepared, prepareFile, SCAN_BYTES } from '../../house/stored-files.ts';
import {
  type Agreement,
  agreementDraft,
  agreementEdit,
  mayChangeAgreement,
  mayRemoveAgreement,
  mayWrite,
} from '../../rooms/agreements/agreement.ts';
import { addAgreement, agreementAsTyped, changeAgreement, removeAgreement } from '../../rooms/agreements/agreements.ts';
import type { AgreementKind } from '../../rooms/agreements/clauses/clause.ts';
import type { ProposalKind } from '../../rooms/agreements/kinds.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { findProposal } from '../../rooms/agreements/proposal-list.ts';
import { one } from '../../ui/field.ts';
import { Buttons, FileField, Fold, Form } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import type { UploadedFile } from '../shell/form-body.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { AgreementFields, choicesOf } from './fields.tsx';
import { agreementOf, agreementTrail, FORM_AROUND, labelsOf, OutStill } from './parts.tsx';

/** Pictures are written anew, documents are kept as they are: what can be in them is never run or shown here. */
export type Scan = (Prepared & { name: string }) | null;
export const scans = {
  bytes: () => SCAN_BYTES + FORM_AROUND,
  read: async ([file]: UploadedFile[]): Promise<Scan> =>
    file ? { ...(await prepareFile(file.bytes, 'files', SCAN_BYTES)), name: file.name } : null,
};

const KIND_OF: Record<ProposalKind, AgreementKind> = {
  ...{ program: 'letter', sponsorship: 'sponsorship', space: 'space', data: 'data', other: 'letter' },
};

const idIn = ({ url }: LibraryVisit, name: string) => {
  const id = url.searchParams.get(name) ?? '';
  return /^[0-9a-f-]{36}$/.test(id) ? id : '';
};

/** What the address says it comes from: a proposal, a partner. */
async function begunWith(visit: LibraryVisit): Promise<{ initial: Values; proposal: Proposal | null }> {
  const { ctx } = visit;
  const usual: Values = {
    ...{ kind: 'letter', locale: ctx.library.locale, renewal: 'by_agreement', notice_days: '', given_by: 'partner' },
    ...{ logo: 'none', owner_id: ctx.actor.id ?? '', partners: [idIn(visit, 'partner')].filter(Boolean) },
  };
  const from = idIn(visit, 'proposal');
  const proposal = from ? await findProposal(ctx, from as Proposal['id']) : null;
  if (!proposal) return { initial: { ...usual, renewal: 'none' }, proposal: null };
  return {
    proposal,
    initial: {
      ...usual,
      ...{ proposal_id: proposal.id, renews_id: proposal.renews_id ?? '', name: proposal.name },
      ...{ kind: KIND_OF[proposal.kind], partners: proposal.partners.map(({ id }) => id as string) },
      ...{ effective_on: proposal.starts_on ?? '', ends_on: proposal.ends_on ?? '' },
      ...{ given_cents: moneyTyped(proposal.given_cents), given_by: proposal.given_by, owner_id: proposal.owner_id },
      renewal: proposal.ends_on ? 'by_agreement' : 'none',
    },
  };
}

const chosenIn = (values: Values) => [values.partners ?? []].flat().filter((id) => /^[0-9a-f-]{36}$/.test(id));

export const newAgreement = libraryPage<undefined, Scan>({
  path: '/agreements/new',
  may: mayWrite,
  files: scans,
  view: async (visit) => {
    const { ctx, again, to, language } = visit;
    const { t } = language;
    const { initial, proposal } = await begunWith(visit);
    const values = again?.values ?? initial;
    const owner = proposal && { id: proposal.owner_id as string, name: proposal.owner };
    return {
      title: t('agreements.add'),
      body: (
        <div class="narrow">
          <p class="lead">{t(proposal ? 'agreements.from_proposal' : 'agreements.new_text')}</p>
          {proposal && proposal.state !== 'approved' && <p class="warning">{t('agreements.proposal_open')}</p>}
          <Form again={again} initial={initial} labels={labelsOf(language)} files>
            <input type="hidden" name="proposal_id" value={one(values.proposal_id)} />
            <input type="hidden" name="renews_id" value={one(values.renews_id)} />
            <AgreementFields {...(await choicesOf(ctx, chosenIn(values), owner))} />
            <TheirPaper />
            <Buttons save={t('agreements.save')} cancel={to('/agreements')} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, fields, brought, go }) => {
    const id = await addAgreement(ctx, parse(agreementDraft, fields), brought);
    return go('/agreements/:id', { id }).saying('notice.agreement_added');
  },
});

function TheirPaper() {
  const { t } = useLanguage();
  return (
    <Fold summary={t('agreements.their_paper')} names={['files']}>
      <FileField
        name="files"
        label={t('field.agreement_files')}
        hint={t('agreements.paper_hint')}
        accept={FILES.join()}
        optional
      />
    </Fold>
  );
}

export const editAgreement = libraryPage<Agreement>({
  path: '/agreements/:id/edit',
  may: mayChangeAgreement,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    const { t } = language;
    const owner = { id: it.owner_id as string, name: it.owner };
    const partners = [...it.partners.map(({ id }) => id as string), ...chosenIn(again?.values ?? {})];
    return {
      title: t('agreements.edit'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <OutStill it={it} />
          {it.number !== null && !it.open && <p class="notice">{t('agreements.change_draft')}</p>}
          <Form again={again} initial={agreementAsTyped(it)} version={it.version} labels={labelsOf(language)}>
            <AgreementFields {...(await choicesOf(ctx, partners, owner))} />
            <Buttons save={t('form.save')} cancel={to('/agreements/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeAgreement(ctx, id, parse(agreementEdit, fields));
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});

export const agreementRemoval = libraryPage<Agreement>({
  path: '/agreements/:id/removal',
  may: mayRemoveAgreement,
  load: agreementOf,
  view: ({ found: { id }, to }) => redirect(to('/agreements/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeAgreement(ctx, id);
    return go('/agreements').saying('notice.removed', { removal });
  },
});
