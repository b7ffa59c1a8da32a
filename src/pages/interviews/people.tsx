/** Adding somebody to a round: from our contacts or new, with a word where they may have been asked before. */
import { idFrom } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { workMail, workPhone } from '../../rooms/directory/person.ts';
import { findPerson, listPersons, type Person } from '../../rooms/directory/persons.ts';
import { type Interview, leaderDraft, leaderEdit } from '../../rooms/interviews/interview.ts';
import { addInterview, leaderAsTyped } from '../../rooms/interviews/interviews.ts';
import { mayInterview, type Round } from '../../rooms/interviews/round.ts';
import { findRound } from '../../rooms/interviews/rounds.ts';
import { changeLeader } from '../../rooms/interviews/slots.ts';
import { removeInterview } from '../../rooms/interviews/taking-away.ts';
import { Buttons, Checkbox, Checkboxes, Fold, Form, Radios, Select, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { redirect } from '../shell/landing.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { interviewOf, interviewTrail, type Kinds, kindsOf, optionsOf, roundOf, roundTrail } from './parts.tsx';

const MOST_FOUND = 12;

/** Who of our contacts is called like that, and the one that was chosen. */
async function contactsAsked({
  ctx,
  url,
}: LibraryVisit): Promise<{ q: string; found: Person[]; chosen: Person | null }> {
  const q = url.searchParams.get('q')?.trim() ?? '';
  const id = url.searchParams.get('person');
  const found = q ? (await listPersons(ctx, { search: q, page: 1, size: MOST_FOUND })).rows : [];
  return { q, found, chosen: id ? await findPerson(ctx, idFrom(id)) : null };
}

export const newPerson = libraryPage<Round>({
  path: '/interview-rounds/:id/people/new',
  may: mayInterview,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, again, to, language } = asked;
    const { t } = language;
    const { q, found, chosen } = await contactsAsked(asked);
    const role = chosen?.roles[0];
    const initial = {
      ...{ locale: ctx.library.locale, interviewer_id: ctx.actor.id ?? '' },
      ...(round.branches.length === 1 && { branch_id: round.branches[0]?.id }),
      ...(chosen && {
        ...{ name: chosen.name, role: role?.title ?? '', organization: role?.organization ?? '' },
        ...{ email: workMail(chosen), phone: workPhone(chosen)?.number ?? '', person_id: chosen.id },
      }),
    };
    return {
      title: t('interviews.add_person'),
      trail: roundTrail(asked, round),
      body: (
        <div class="narrow">
          <Search q={q} found={found} round={round} />
          <Form again={again} initial={initial}>
            <input type="hidden" name="person_id" value={String(again?.values.person_id ?? chosen?.id ?? '')} />
            <LeaderFields round={round} kinds={await kindsOf(ctx)} />
            {again?.errors.anyway && (
              <div class="warning">
                <Checkbox name="anyway" label={t('interviews.anyway')} />
              </div>
            )}
            <Buttons save={t('interviews.save_person')} cancel={to('/interview-rounds/:id', { id: round.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const made = await addInterview(ctx, id, parse(leaderDraft, fields));
    return go('/interviews/:id', { id: made }).saying('notice.leader_added');
  },
});

function Search({ q, found, round }: { q: string; found: Person[]; round: Round }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <section class="card">
      <form method="get" action={to('/interview-rounds/:id/people/new', { id: round.id })} class="seek-contacts">
        <label for="seek-contacts">{t('interviews.from_contacts')}</label>
        <input id="seek-contacts" type="search" name="q" value={q} autocomplete="off" />
        <button type="submit" class="quiet-button">
          {t('interviews.seek')}
        </button>
      </form>
      {q && found.length === 0 && <p>{t('interviews.no_contact', { q })}</p>}
      {found.length > 0 && (
        <ul class="plain lines">
          {found.map(({ id, name, roles }) => (
            <li key={id}>
              <a href={to('/interview-rounds/:id/people/new', { id: round.id, person: id })}>{name}</a>{' '}
              <span class="quiet">{[roles[0]?.title, roles[0]?.organization].filter(Boolean).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type FieldsProps = { round: Pick<Round, 'interviewers'>; kinds: Kinds };

function LeaderFields({ round, kinds }: FieldsProps) {
  const { t, words } = useLanguage();
  const none = { value: '', label: t('interviews.not_known') };
  return (
    <>
      <TextField name="name" label={t('field.name')} />
      <TextField name="role" label={t('interviews.role')} hint={t('interviews.role_hint')} optional />
      <TextField name="organization" label={t('interviews.paper_organization')} optional />
      <TextField name="email" type="email" label={t('field.email')} hint={t('interviews.email_hint')} optional />
      <TextField name="phone" type="tel" label={t('interviews.phone')} optional />
      <Radios name="locale" label={t('interviews.speaks')} options={localeOptions} />
      <Select name="sector_key" label={t('filter.sector')} options={[none, ...optionsOf(kinds.sector, words)]} />
      <Select name="branch_id" label={t('interviews.area')} options={[none, ...optionsOf(kinds.branch, words)]} />
      <Fold summary={t('interviews.further')} names={['how_known', 'populations']}>
        <TextField name="how_known" label={t('interviews.how_known')} hint={t('interviews.how_known_hint')} optional />
        <Select
          name="interviewer_id"
          label={t('interviews.interviewer')}
          options={[
            { value: '', label: t('interviews.nobody_yet') },
            ...round.interviewers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Checkboxes
          name="populations"
          label={t('interviews.populations')}
          options={optionsOf(kinds.population, words)}
          columns
        />
      </Fold>
    </>
  );
}

export const editInterview = libraryPage<Interview>({
  path: '/interviews/:id/edit',
  may: mayInterview,
  load: interviewOf,
  view: async (asked) => {
    const { ctx, found: interview, again, to, language } = asked;
    const { t } = language;
    const labels = {
      ...{ name: t('field.name'), role: t('interviews.role'), organization: t('interviews.paper_organization') },
      ...{ email: t('field.email'), phone: t('interviews.phone'), how_known: t('interviews.how_known') },
      ...{ locale: t('interviews.speaks'), sector_key: t('filter.sector'), branch_id: t('interviews.area') },
      ...{ interviewer_id: t('interviews.interviewer'), populations: t('interviews.populations') },
    };
    return {
      title: t('form.change'),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          <Form again={again} initial={leaderAsTyped(interview)} version={interview.version} labels={labels}>
            <LeaderFields round={await findRound(ctx, interview.round_id)} kinds={await kindsOf(ctx)} />
            <Buttons save={t('form.save')} cancel={to('/interviews/:id', { id: interview.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeLeader(ctx, id, parse(leaderEdit, fields));
    return go('/interviews/:id', { id }).saying('notice.saved');
  },
});

export const interviewRemoval = libraryPage<Interview>({
  path: '/interviews/:id/removal',
  may: mayInterview,
  load: interviewOf,
  view: ({ found: { id }, to }) => redirect(to('/interviews/:id', { id })),
  submit: async ({ ctx, found: { id, round_id }, go }) => {
    const removal = await removeInterview(ctx, id);
    return go('/interview-rounds/:id', { id: round_id }).saying('notice.removed', { removal });
  },
});
