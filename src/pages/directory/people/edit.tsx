/** Changing what is the person's, whichever roles they hold. */
import { parse } from '../../../house/parse.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { personEdit } from '../../../rooms/directory/person.ts';
import { asTyped, changePerson, findPerson, type Person } from '../../../rooms/directory/persons.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { nested } from '../../shell/form-body.ts';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { PersonFields } from './fields.tsx';
import { personLabels } from './labels.ts';
import { PersonalFields } from './personal-fields.tsx';

export const editPerson = libraryPage({
  path: '/people/:id/edit',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findPerson(ctx, id()),
  view: (asked) => ({
    title: asked.language.t('person.edit', { name: asked.found.name }),
    trail: [{ label: asked.found.name, href: asked.to('/people/:id', { id: asked.found.id }) }],
    body: <Edit asked={asked} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changePerson(ctx, id, parse(personEdit, nested(fields)));
    return go('/people/:id', { id }).saying('notice.saved');
  },
});

function Edit({ asked: { again, found: person, to } }: { asked: LibraryViewing<Person> }) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <Form again={again} initial={asTyped(person)} version={person.version} labels={personLabels(t)}>
        <PersonFields />
        <PersonalFields />
        <Buttons save={t('form.save')} cancel={to('/people/:id', { id: person.id })} />
      </Form>
    </div>
  );
}
