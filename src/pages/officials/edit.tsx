/** A term of office: keeping one, changing it, taking it away. */
import type { Ctx } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { idFrom } from '../../house/ids.ts';
import type { Language } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { nameKey } from '../../rooms/directory/name-key.ts';

import { findPerson, type Person, personsNamed } from '../../rooms/directory/persons.ts';
import { mayKeepOfficials, type Term, termDraft, termEdit } from '../../rooms/officials/official.ts';
import { addTerm, changeTerm, findTerm, removeTerm, termAsTyped } from '../../rooms/officials/terms.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Form, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

const called = async (ctx: Ctx, name: string): Promise<Person[]> =>
  (await personsNamed(ctx, [name])).get(nameKey(name)) ?? [];

const labelsOf = (t: Language['t']) => ({
  ...{ office: t('field.office'), district: t('officials.district') },
  ...{ starts_on: t('officials.starts_on'), ends_on: t('officials.ends_on') },
});

export const newTerm = libraryPage<Person | null>({
  path: '/officials/new',
  may: mayKeepOfficials,
  load: async ({ ctx, url }) => {
    const asked = url.searchParams.get('person');
    return asked ? findPerson(ctx, idFrom(asked)) : null;
  },
  view: async ({ ctx, found: person, again, to, language: { t } }) => {
    const several = again?.errors.person_id ? await called(ctx, one(again.values.person)) : [];
    return {
      title: t('officials.add'),
      body: (
        <div class="narrow">
          <p>{t('officials.add_text')}</p>
          <Form again={again} initial={{ person: person?.name, person_id: person?.id }} labels={labelsOf(t)}>
            <TextField name="person" label={t('field.person')} hint={t('officials.person_hint')} />
            {several.length > 0 && (
              <Radios
                name="person_id"
                label={t('field.log_which')}
                options={several.map(({ id, name, roles }) => ({
                  value: id,
                  label: [name, roles[0]?.organization].filter(Boolean).join(', '),
                }))}
              />
            )}
            <Fields />
            <Buttons save={t('form.save')} cancel={to('/officials')} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found, fields, go }) => {
    const { person, person_id, ...said } = parse(termDraft, fields);
    const named = await called(ctx, person);
    const meant =
      named.find(({ id }) => id === (person_id || found?.id)) ?? (named.length === 1 ? named[0] : undefined);
    if (named.length === 0) throw new Invalid({ person: { key: 'error.official_nobody', values: { name: person } } });
    if (!meant) throw new Invalid({ person_id: { key: 'error.tie_several' } });
    await addTerm(ctx, meant.id, said);
    return go('/officials').saying('notice.saved');
  },
});

const termOf = ({ ctx, id }: LibraryVisit) => findTerm(ctx, id());

export const editTerm = libraryPage<Term>({
  path: '/officials/:id/edit',
  may: mayKeepOfficials,
  load: termOf,
  view: ({ found: term, again, to, language: { t } }) => ({
    title: t('officials.edit', { name: term.person }),
    actions: <Press to="/officials/:id/removal" at={{ id: term.id }} label={t('interaction.remove')} />,
    body: (
      <div class="narrow">
        <Form again={again} initial={termAsTyped(term)} version={term.version} labels={labelsOf(t)}>
          <Fields />
          <Buttons save={t('form.save')} cancel={to('/officials')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeTerm(ctx, id, parse(termEdit, fields));
    return go('/officials').saying('notice.saved');
  },
});

function Fields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="office" label={t('field.office')} hint={t('officials.office_hint')} />
      <TextField name="district" label={t('officials.district')} optional />
      <div class="row">
        <TextField name="starts_on" type="date" label={t('officials.starts_on')} optional />
        <TextField name="ends_on" type="date" label={t('officials.ends_on')} optional />
      </div>
    </>
  );
}

export const termRemoval = libraryPage<Term>({
  path: '/officials/:id/removal',
  may: mayKeepOfficials,
  load: termOf,
  view: ({ to }) => redirect(to('/officials')),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeTerm(ctx, id);
    return go('/officials').saying('notice.removed', { removal });
  },
});
