/** The fields of a proposal, in the order in which they are asked: who is better off first, what the library gains last. */
import type { Ctx } from '../../house/ctx.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { PROPOSAL_KINDS } from '../../rooms/agreements/kinds.ts';
import { populations } from '../../rooms/guide/guide.ts';
import { initiativeNames } from '../../rooms/initiatives/initiatives.ts';
import { partnerNames } from '../../rooms/partners/partner-list.ts';
import { Checkboxes, Fold, type Option, Radios, Select, TextArea, TextField, withChosen } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';

export type Choices = Record<'initiatives' | 'members' | 'partners', Option[]>;

const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

/** With what is chosen already, also where it would not be offered any more. */
export async function choicesOf(
  ctx: Ctx,
  chosen: { partners: string[]; initiative: { id: string; name: string } | null; owner?: { id: string; name: string } },
): Promise<Choices> {
  const members = (await membersOf(ctx)).filter(({ role }) => role !== 'reader');
  return {
    initiatives: withChosen((await initiativeNames(ctx)).map(option), chosen.initiative && option(chosen.initiative)),
    members: withChosen(members.map(option), chosen.owner ? option(chosen.owner) : null),
    partners: (await partnerNames(ctx, '', chosen.partners)).names.map(option),
  };
}

export function ProposalFields({ initiatives, members, partners }: Choices) {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('field.proposal_name')} />
      <h2>{t('proposals.who_head')}</h2>
      <TextArea name="who" label={t('field.proposal_who')} hint={t('proposals.who_hint')} rows={3} />
      <TextArea name="how_known" label={t('field.proposal_how_known')} hint={t('proposals.known_hint')} rows={3} />
      <Served />
      <Missions />
      <h2>{t('proposals.do_head')}</h2>
      <Frame initiatives={initiatives} partners={partners} />
      <TextArea name="we_do" label={t('field.proposal_we_do')} hint={t('proposals.do_hint')} rows={3} />
      <TextArea name="they_do" label={t('field.proposal_they_do')} rows={3} />
      <Days />
      <h2>{t('proposals.cost_head')}</h2>
      <p class="quiet">{t('proposals.cost_text')}</p>
      <Cost side="our" />
      <Cost side="their" />
      <Given />
      <h2>{t('proposals.get_head')}</h2>
      <TextArea name="they_get" label={t('field.proposal_they_get')} rows={2} />
      <TextArea name="we_get" label={t('field.proposal_we_get')} rows={2} />
      <h2>{t('proposals.risk_head')}</h2>
      <TextArea name="risks" label={t('field.proposal_risks')} hint={t('proposals.risk_hint')} rows={2} />
      <h2>{t('proposals.gain_head')}</h2>
      <TextArea name="gains" label={t('field.proposal_gains')} hint={t('proposals.gain_hint')} rows={2} />
      <Select name="owner_id" label={t('field.proposal_owner')} options={members} />
    </>
  );
}

function Frame({ initiatives, partners }: Omit<Choices, 'members'>) {
  const { t, message } = useLanguage();
  const kinds = PROPOSAL_KINDS.map((kind) => ({ value: kind, label: message({ key: `proposals.kind_${kind}` }) }));
  return (
    <>
      <Radios name="kind" label={t('field.proposal_kind')} options={kinds} />
      <Fold summary={t('field.proposal_partners')} names={['partners']}>
        <Checkboxes name="partners" label={t('field.proposal_partners')} options={partners} columns />
      </Fold>
      {initiatives.length > 0 && (
        <Select
          name="initiative_id"
          label={t('field.proposal_initiative')}
          options={[{ value: '', label: t('proposals.no_initiative') }, ...initiatives]}
        />
      )}
    </>
  );
}

function Served() {
  const { t, words } = useLanguage();
  return (
    <Fold summary={t('field.initiative_populations')} names={['populations']}>
      <Checkboxes
        name="populations"
        label={t('field.initiative_populations')}
        options={populations.map(({ key, label }) => ({ value: key, label: words(label) }))}
        columns
      />
    </Fold>
  );
}

function Missions() {
  const { t } = useLanguage();
  return (
    <Fold summary={t('proposals.missions')} names={['our_mission', 'their_mission', 'common_ground']}>
      <TextArea name="our_mission" label={t('field.proposal_our_mission')} rows={2} />
      <TextArea name="their_mission" label={t('field.proposal_their_mission')} rows={2} />
      <TextArea name="common_ground" label={t('field.proposal_common_ground')} rows={2} />
    </Fold>
  );
}

function Days() {
  const { t } = useLanguage();
  return (
    <div class="row">
      <TextField name="starts_on" type="date" label={t('field.initiative_starts_on')} optional />
      <TextField name="ends_on" type="date" label={t('field.initiative_ends_on')} optional />
    </div>
  );
}

function Cost({ side }: { side: 'our' | 'their' }) {
  const { message } = useLanguage();
  const label = (what: string) => message({ key: `field.proposal_${side}_${what}` });
  return (
    <div class="row">
      <TextField name={`${side}_hours`} label={label('hours')} inputmode="numeric" width="short" optional />
      <TextField name={`${side}_cents`} label={label('cents')} inputmode="decimal" width="short" optional />
      <TextField name={`${side}_space`} label={label('space')} optional />
    </div>
  );
}

function Given() {
  const { t } = useLanguage();
  const sides = [
    { value: 'partner', label: t('proposals.given_by_partner') },
    { value: 'library', label: t('proposals.given_by_library') },
  ];
  return (
    <Fold summary={t('proposals.given')} names={['given_cents']}>
      <TextField
        name="given_cents"
        label={t('field.proposal_given_cents')}
        inputmode="decimal"
        width="short"
        optional
      />
      <Radios name="given_by" label={t('field.proposal_given_by')} options={sides} />
    </Fold>
  );
}

const NAMES = [
  ...['name', 'kind', 'partners', 'initiative', 'who', 'how_known', 'our_mission', 'their_mission', 'common_ground'],
  ...['we_do', 'they_do', 'our_hours', 'our_cents', 'our_space', 'their_hours', 'their_cents', 'their_space'],
  ...['given_cents', 'given_by', 'we_get', 'they_get', 'risks', 'gains', 'owner'],
];
type Said = Pick<ReturnType<typeof useLanguage>, 't' | 'message'>;

/** What each field is called, for what is refused, and for what differs between two versions. */
export const labelsOf = ({ t, message }: Said): Record<string, string> => ({
  ...Object.fromEntries(NAMES.map((name) => [name, message({ key: `field.proposal_${name}` })])),
  ...{ initiative_id: t('field.proposal_initiative'), owner_id: t('field.proposal_owner') },
  ...{ populations: t('field.initiative_populations') },
  ...{ starts_on: t('field.initiative_starts_on'), ends_on: t('field.initiative_ends_on') },
});
