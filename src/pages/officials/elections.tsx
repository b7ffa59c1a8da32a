/** Election periods: when one is on, and what staff are to mind then. */
import type { Language } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import {
  addPeriod,
  changePeriod,
  electionPeriods,
  findPeriod,
  periodNow,
  removePeriod,
} from '../../rooms/officials/election-periods.ts';
import { type ElectionPeriod, mayKeepElections, periodDraft, periodEdit } from '../../rooms/officials/official.ts';
import { Empty, WithActs } from '../../ui/bits.tsx';
import { Buttons, Form, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Neutrality } from './neutrality.tsx';

export const periodList = libraryPage({
  path: '/election-periods',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('elections.title'),
    actions: (
      <Link class="button" to="/election-periods/new">
        {t('elections.add')}
      </Link>
    ),
    body: (
      <>
        <p class="lead">{t('elections.text')}</p>
        <Neutrality period={await periodNow(ctx)} />
        <Periods periods={await electionPeriods(ctx)} />
      </>
    ),
  }),
});

function Periods({ periods }: { periods: ElectionPeriod[] }) {
  const { t, day } = useLanguage();
  if (periods.length === 0) return <Empty text={t('elections.none')} />;
  return (
    <ul class="plain lines">
      {periods.map(({ id, name, starts_on, ends_on }) => (
        <li key={id}>
          <WithActs acts={<Acts id={id} name={name} />}>
            {name}
            <span class="quiet block">{t('elections.days', { from: day(starts_on), until: day(ends_on) })}</span>
          </WithActs>
        </li>
      ))}
    </ul>
  );
}

function Acts({ id, name }: { id: string; name: string }) {
  const { t } = useLanguage();
  return (
    <>
      <Link class="button low" to="/election-periods/:id/edit" at={{ id }}>
        {t('form.change')}
        <span class="unseen"> {name}</span>
      </Link>
      <Press
        to="/election-periods/:id/removal"
        at={{ id }}
        label={t('interaction.remove')}
        name={`${t('interaction.remove')}: ${name}`}
      />
    </>
  );
}

const labelsOf = (t: Language['t']) => ({
  ...{ name: t('elections.name'), note: t('elections.mind') },
  ...{ starts_on: t('elections.starts_on'), ends_on: t('elections.ends_on') },
});

export const newPeriod = libraryPage({
  path: '/election-periods/new',
  may: mayKeepElections,
  view: ({ again, to, language: { t } }) => ({
    title: t('elections.add'),
    body: (
      <div class="narrow">
        <Form again={again} labels={labelsOf(t)}>
          <Fields />
          <Buttons save={t('form.save')} cancel={to('/election-periods')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, fields, go }) => {
    await addPeriod(ctx, parse(periodDraft, fields));
    return go('/election-periods').saying('notice.saved');
  },
});

const periodOf = ({ ctx, id }: LibraryVisit) => findPeriod(ctx, id());

export const editPeriod = libraryPage<ElectionPeriod>({
  path: '/election-periods/:id/edit',
  may: mayKeepElections,
  load: periodOf,
  view: ({ found: { name, starts_on, ends_on, note, version }, again, to, language: { t } }) => ({
    title: t('elections.edit'),
    body: (
      <div class="narrow">
        <Form again={again} initial={{ name, starts_on, ends_on, note }} version={version} labels={labelsOf(t)}>
          <Fields />
          <Buttons save={t('form.save')} cancel={to('/election-periods')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changePeriod(ctx, id, parse(periodEdit, fields));
    return go('/election-periods').saying('notice.saved');
  },
});

function Fields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('elections.name')} hint={t('elections.name_hint')} />
      <div class="row">
        <TextField name="starts_on" type="date" label={t('elections.starts_on')} />
        <TextField name="ends_on" type="date" label={t('elections.ends_on')} />
      </div>
      <TextArea name="note" label={t('elections.mind')} hint={t('elections.note')} rows={4} optional />
    </>
  );
}

export const periodRemoval = libraryPage<ElectionPeriod>({
  path: '/election-periods/:id/removal',
  may: mayKeepElections,
  load: periodOf,
  view: ({ to }) => redirect(to('/election-periods')),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removePeriod(ctx, id);
    return go('/election-periods').saying('notice.removed', { removal });
  },
});
