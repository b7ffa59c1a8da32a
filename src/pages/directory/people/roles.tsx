/** At which organizations a person is or was, and as what. */
import { today } from '../../../house/ctx.ts';
import type { Person } from '../../../rooms/directory/persons.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Link, useAround } from '../../shell/link.tsx';

type Role = Person['roles'][number];
type Props = { roles: Role[]; partners: Map<string, string>; edit?: boolean };

/** `partners` are ids by organization; `edit` adds to each role the way to change it. */
export function Roles({ roles, partners, edit = false }: Props) {
  return (
    <ul class="plain contacts">
      {roles.map((role) => (
        <RoleLine key={role.id} role={role} partner={partners.get(role.organization_id)} edit={edit} />
      ))}
    </ul>
  );
}

type LineProps = { role: Role; partner: string | undefined; edit: boolean };

function RoleLine({ role, partner, edit }: LineProps) {
  const { t, day } = useLanguage();
  const { ctx } = useAround();
  const left = role.ends_on !== null && role.ends_on < today(ctx);
  return (
    <li class={left ? 'left' : undefined}>
      <Organization name={role.organization} partner={partner} />{' '}
      {role.title && <span class="quiet">{role.title}</span>}{' '}
      {left && <span>{t('contacts.until', { day: day(role.ends_on ?? '') })}</span>}
      {edit && <Change role={role} />}
    </li>
  );
}

function Organization({ name, partner }: { name: string; partner: string | undefined }) {
  if (!partner) return <>{name}</>;
  return (
    <Link to="/partners/:id" at={{ id: partner }}>
      {name}
    </Link>
  );
}

function Change({ role: { id, organization, may_be_published } }: { role: Role }) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may('/contacts/:id')) return null;
  return (
    <>
      {may_be_published && <span class="block quiet">{t('person.is_published')}</span>}
      <Link class="no-print" to="/contacts/:id" at={{ id }}>
        {t('person.change_role')}
        <span class="unseen"> {organization}</span>
      </Link>
    </>
  );
}
