/** The fields of an agreement: what it is and with whom, its term, money, what is said of names, insurance and notices. */
import type { Ctx } from '../../house/ctx.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { AGREEMENT_KINDS } from '../../rooms/agreements/clauses/clause.ts';
import { RENEWALS } from '../../rooms/agreements/term.ts';
import { partnerNames } from '../../rooms/partners/partner-list.ts';
import { Checkboxes, Fold, type Option, Radios, Select, TextArea, TextField, withChosen } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { logoOptions } from './parts.tsx';

export type Choices = Record<'members' | 'partners', Option[]>;
const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

/** With what is chosen already, also where it would not be offered any more. */
export async function choicesOf(ctx: Ctx, partners: string[], owner: { id: string; name: string } | null) {
  const members = (await membersOf(ctx)).filter(({ role }) => role !== 'reader');
  return {
    members: withChosen(members.map(option), owner && option(owner)),
    partners: (await partnerNames(ctx, '', partners)).names.map(option),
  };
}

export function AgreementFields({ members, partners }: Choices) {
  const { t, message } = useLanguage();
  const kinds = AGREEMENT_KINDS.map((kind) => ({
    ...{
      value: kind,
      label: message({ key: `agreement.kind_${kind}` }),
      hint: message({ key: `agreements.hint_${kind}` }),
    },
  }));
  return (
    <>
      <TextField name="name" label={t('field.agreement_name')} />
      <Radios name="kind" label={t('field.agreement_kind')} options={kinds} />
      <Fold summary={t('field.agreement_partners')} names={['partners']}>
        <Checkboxes name="partners" label={t('field.agreement_partners')} options={partners} columns />
      </Fold>
      <Radios name="locale" label={t('field.agreement_locale')} options={localeOptions} />
      <Term />
      <Fold summary={t('agreements.money')} names={['given_cents']}>
        <Given />
      </Fold>
      <Fold summary={t('agreements.more_terms')} names={['logo', 'insurance', 'our_notices']} plain="none">
        <Radios name="logo" label={t('field.agreement_logo')} options={logoOptions(useLanguage())} />
        <TextField
          name="insurance"
          label={t('field.agreement_insurance')}
          hint={t('agreements.insurance_hint')}
          optional
        />
        <TextField
          name="our_notices"
          label={t('field.agreement_our_notices')}
          hint={t('agreements.notices_hint')}
          optional
        />
      </Fold>
      <TextArea name="terms" label={t('field.agreement_terms')} hint={t('agreements.terms_hint')} rows={4} optional />
      <Select name="owner_id" label={t('field.agreement_owner_id')} options={members} />
    </>
  );
}

function Term() {
  const { t, message } = useLanguage();
  const renewals = RENEWALS.map((renewal) => ({
    value: renewal,
    label: message({ key: `agreements.renewal_${renewal}` }),
  }));
  return (
    <>
      <h2>{t('agreements.term')}</h2>
      <div class="row">
        <TextField name="effective_on" type="date" label={t('field.agreement_effective_on')} optional />
        <TextField
          name="ends_on"
          type="date"
          label={t('field.agreement_ends_on')}
          hint={t('agreements.ends_hint')}
          optional
        />
      </div>
      <Radios name="renewal" label={t('field.agreement_renewal')} options={renewals} />
      <div class="row">
        <TextField
          name="renewal_months"
          label={t('field.agreement_renewal_months')}
          hint={t('agreements.months_hint')}
          inputmode="numeric"
          width="short"
          optional
        />
        <TextField
          name="notice_days"
          label={t('field.agreement_notice_days')}
          hint={t('agreements.notice_hint')}
          inputmode="numeric"
          width="short"
          optional
        />
      </div>
    </>
  );
}

function Given() {
  const { t } = useLanguage();
  const sides = [
    { value: 'partner', label: t('proposals.given_by_partner') },
    { value: 'library', label: t('proposals.given_by_library') },
  ];
  return (
    <>
      <TextField
        name="given_cents"
        label={t('field.agreement_given_cents')}
        inputmode="decimal"
        width="short"
        optional
      />
      <Radios name="given_by" label={t('field.agreement_given_by')} options={sides} />
    </>
  );
}
