/** The people on record who may be the new contact, each with the reason, to choose from. */
import type { LikelyPerson } from '../../../rooms/directory/likely-persons.ts';
import { Radios } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';

/** The value of the choice "none of these". */
export const NEW = 'new';

export function WhoIsIt({ likely }: { likely: LikelyPerson[] }) {
  const { t, list, message } = useLanguage();
  const options = likely.map(({ id, name, roles, reasons }) => ({
    value: id,
    label: t('person.likely_is', {
      name,
      roles: list(roles.map((role) => [role.title, role.organization].filter(Boolean).join(', '))),
    }),
    hint: t('person.likely_why', { reasons: list(reasons.map((reason) => message({ key: `person.same_${reason}` }))) }),
  }));
  return (
    <Radios
      name="person_id"
      label={t('person.who_is_it')}
      hint={t('person.who_is_it_hint')}
      options={[...options, { value: NEW, label: t('person.likely_new') }]}
    />
  );
}
