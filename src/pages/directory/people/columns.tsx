/** What the list of people can show of each. */
import { today } from '../../../house/ctx.ts';
import type { Person } from '../../../rooms/directory/persons.ts';
import { useLanguage } from '../../../ui/here.ts';
import type { Column } from '../../lists/column.ts';
import { DaysAgo } from '../../partners/columns.tsx';
import { PhoneLine } from '../../partners/facts.tsx';
import { Link, useAround } from '../../shell/link.tsx';
import { isWork, Mails } from './numbers.tsx';
import { Roles } from './roles.tsx';

/** Somebody with the partners where they have a role, and the last day that anything was said or done with one. */
export type ListedPerson = Person & { partners: Map<string, string>; touch: string | undefined };

export const personColumns: readonly Column<ListedPerson>[] = [
  { key: 'name', label: 'field.name', cell: (person) => <Name person={person} /> },
  { key: 'roles', label: 'person.roles', usual: true, phone: true, cell: (person) => <Roles {...person} /> },
  { key: 'phone', label: 'person.work_phone', usual: true, phone: true, cell: (person) => <Phones person={person} /> },
  {
    key: 'email',
    label: 'person.work_email',
    usual: true,
    cell: ({ emails }) => <Mails emails={emails.filter(isWork)} />,
  },
  { key: 'touch', label: 'people.touch', usual: true, look: 'figure', cell: ({ touch }) => <DaysAgo since={touch} /> },
];

type Props = { person: ListedPerson };

function Name({ person: { id, name, roles } }: Props) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const left = roles.length > 0 && roles.every(({ ends_on }) => ends_on !== null && ends_on < today(ctx));
  return (
    <>
      <Link to="/people/:id" at={{ id }}>
        {name}
      </Link>
      {left && <span class="quiet"> {t('people.left')}</span>}
    </>
  );
}

function Phones({ person: { phones } }: Props) {
  return (
    <>
      {phones.filter(isWork).map((phone) => (
        <PhoneLine key={phone.number + phone.extension} phone={phone} />
      ))}
    </>
  );
}
