/** The form of a task: what, by when, and whose it is: one of ours, or a person of theirs. */

import { type Ctx, today } from '../../house/ctx.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { contactsOf } from '../../rooms/directory/contacts.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { type Option, Select, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';

/** Whose it can be; the value says on which side. */
export type Owners = { ours: Option[]; theirs: Option[] };

export async function ownersFor(ctx: Ctx, partnerId: PartnerId): Promise<Owners> {
  const { organization_id } = await findPartner(ctx, partnerId);
  const now = today(ctx);
  const here = (await contactsOf(ctx, organization_id)).filter(({ ends_on }) => ends_on === null || ends_on >= now);
  return {
    ours: (await membersOf(ctx)).map(({ id, name }) => ({ value: `member ${id}`, label: name })),
    theirs: here.map(({ person_id, name, title }) => ({
      value: `person ${person_id}`,
      label: title ? `${name}, ${title}` : name,
    })),
  };
}

/** "member 0192…" as the fields that the room's schema has. */
export function ownerOf(fields: Values): Values {
  const { owner, ...rest } = fields;
  const [side, id = ''] = String(owner ?? '').split(' ');
  return { ...rest, member_id: side === 'member' ? id : '', person_id: side === 'person' ? id : '' };
}

export function TaskFields({ owners }: { owners: Owners }) {
  const { t } = useLanguage();
  const side = (options: Option[], label: string) =>
    options.map((each) => ({ ...each, label: `${label}: ${each.label}` }));
  return (
    <>
      <TextField name="what" label={t('field.task_what')} />
      <TextField name="due_on" type="date" label={t('field.task_due')} />
      <Select
        name="owner"
        label={t('field.task_owner')}
        hint={t('tasks.owner_hint')}
        options={[...side(owners.ours, t('tasks.ours')), ...side(owners.theirs, t('tasks.theirs'))]}
      />
    </>
  );
}
