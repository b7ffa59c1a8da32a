/** Writing down a tie: from oneself, or from the organization or person whose page one comes from. */
import { memberId, today } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import {
  type End,
  type EndKey,
  endKey,
  endOf,
  mayTie,
  SAID_KINDS,
  type Tie,
  tieDraft,
  tieEdit,
} from '../../rooms/ties/tie.ts';
import { addTie, changeTie, endsCalled, findEnd, findTie, removeTie } from '../../rooms/ties/ties.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Checkbox, Form, type Option, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { tieSentence } from './sentence.ts';

/** Whose tie it is: oneself, where the address says nobody else. */
async function fromOf({ ctx, url }: LibraryVisit): Promise<End> {
  const asked = endOf(url.searchParams.get('from') ?? '');
  return findEnd(ctx, asked ? endKey(asked) : `member ${memberId(ctx)}`);
}

export const newTie = libraryPage<End>({
  path: '/ties/new',
  may: mayTie,
  load: fromOf,
  view: async ({ ctx, found: from, again, to, language: { t } }) => {
    const several = again?.errors.end ? await endsCalled(ctx, one(again.values.name)) : [];
    return {
      title: t('ties.add'),
      body: (
        <div class="narrow">
          <p class="lead">{t('ties.of', { name: from.name })}</p>
          <Form again={again} initial={{ known_on: today(ctx), kind: 'knows' }} labels={{ name: t('ties.with') }}>
            <Fields from={from} several={several.map(({ key, name }) => ({ value: key, label: name }))} />
            <Buttons save={t('form.save')} cancel={to('/ties')} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: from, fields, go }) => {
    const { kind, name, end, ...said } = parse(tieDraft, fields);
    const other = await meantEnd(ctx, name, end);
    const turned = kind === 'introduced_by';
    const ends = turned ? { one: other, other: from } : { one: from, other };
    await addTie(ctx, ends, { ...said, kind: turned ? 'introduced' : kind });
    return go('/ties').saying('notice.saved');
  },
});

/** Throws Invalid where nobody is called so, or several are and none was chosen. */
async function meantEnd(ctx: LibraryVisit['ctx'], name: string, chosen: string): Promise<End> {
  const called = await endsCalled(ctx, name);
  const meant = called.find(({ key }) => key === chosen) ?? (called.length === 1 ? called[0] : undefined);
  if (meant) return findEnd(ctx, meant.key as EndKey);
  if (called.length === 0) throw new Invalid({ name: { key: 'error.tie_nobody', values: { name } } });
  throw new Invalid({ end: { key: 'error.tie_several' } });
}

/** What can be said of an end of this kind. */
const KINDS_OF: Record<End['kind'], readonly string[]> = {
  member: ['knows', 'worked_with'],
  person: SAID_KINDS.filter((kind) => kind !== 'same_building'),
  organization: ['worked_with', 'same_building', 'board_of', 'introduced', 'introduced_by'],
};

function Fields({ from, several }: { from: End; several: Option[] }) {
  const { t, message } = useLanguage();
  const kinds = KINDS_OF[from.kind].map((kind) => ({
    value: kind,
    label: message({ key: `ties.form_${kind}_${from.kind}`, values: { name: from.name } }),
  }));
  return (
    <>
      <Radios name="kind" label={t('field.kind')} options={kinds} />
      <TextField name="name" label={t('ties.with')} hint={t('ties.with_hint')} />
      {several.length > 0 && <Radios name="end" label={t('field.log_which')} options={several} />}
      <Said organizations={from.kind !== 'member'} />
    </>
  );
}

function Said({ organizations }: { organizations: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="source" label={t('field.source')} hint={t('ties.source_hint')} />
      <TextField name="known_on" type="date" label={t('field.known_on')} />
      {organizations && (
        <Checkbox name="through_us" label={t('ties.met_through_us')} hint={t('ties.through_us_hint')} />
      )}
    </>
  );
}

const tieOf = ({ ctx, id }: LibraryVisit) => findTie(ctx, id());

export const editTie = libraryPage<Tie>({
  path: '/ties/:id/edit',
  may: mayTie,
  load: tieOf,
  view: ({ found: tie, again, to, language }) => {
    const { t } = language;
    const { source, known_on, through_us, version } = tie;
    return {
      title: t('ties.edit'),
      body: (
        <div class="narrow">
          <p class="lead">{tieSentence(language, tie)}</p>
          <Form
            again={again}
            initial={{ source, known_on, ...(through_us && { through_us: 'on' }) }}
            version={version}
            labels={{ source: t('field.source'), known_on: t('field.known_on'), through_us: t('ties.met_through_us') }}
          >
            <Said organizations={tie.from.kind !== 'member'} />
            <Buttons save={t('form.save')} cancel={to('/ties')} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeTie(ctx, id, parse(tieEdit, fields));
    return go('/ties').saying('notice.saved');
  },
});

export const tieRemoval = libraryPage<Tie>({
  path: '/ties/:id/removal',
  may: mayTie,
  load: tieOf,
  view: ({ to }) => redirect(to('/ties')),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeTie(ctx, id);
    return go('/ties').saying('notice.removed', { removal });
  },
});
