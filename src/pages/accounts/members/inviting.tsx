/** Invitations that are open, those that ended by themselves, and the form for a new one. */
import type { EndedInvitation, Invitation } from '../../../rooms/accounts/invitation.ts';
import { Buttons, Form, Select, TextField } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { Link, Press, useAround } from '../../shell/link.tsx';
import { roleOptions } from './roles.ts';

type Props = { open: Invitation[]; ended: EndedInvitation[]; mailIsSent: boolean; again: Again | undefined };

export function Inviting({ open, ended, mailIsSent, again }: Props) {
  const language = useLanguage();
  const { t } = language;
  return (
    <>
      {open.length > 0 && <Open invitations={open} mailIsSent={mailIsSent} />}
      {ended.length > 0 && <Ended invitations={ended} />}
      <h2>{t('members.invite')}</h2>
      <Form again={again} initial={{ role: 'contributor' }} class="narrow">
        <TextField name="email" type="email" label={t('field.email')} />
        <Select name="role" label={t('field.role')} options={roleOptions(language)} />
        <Buttons save={t('members.invite')} />
      </Form>
    </>
  );
}

function Open({ invitations, mailIsSent }: { invitations: Invitation[]; mailIsSent: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t('members.invited')}</h2>
      <ul class="plain lines">
        {invitations.map((invitation) => (
          <OpenLine key={invitation.id} invitation={invitation} />
        ))}
      </ul>
      {!mailIsSent && (
        <p>
          <Link to="/mail">{t('members.mail_here')}</Link>
        </p>
      )}
    </>
  );
}

function OpenLine({ invitation }: { invitation: Invitation }) {
  const { t, message } = useLanguage();
  const { ctx } = useAround();
  const { id, email, role, expires_at } = invitation;
  return (
    <li>
      {email} <span class="quiet">{message({ key: `role.${role}` })}</span>{' '}
      {expires_at < ctx.now && <strong>{t('members.expired')}</strong>}{' '}
      <Press
        to="/invitations/:id/revoke"
        at={{ id }}
        about={invitation}
        label={t('members.revoke')}
        name={`${t('members.revoke')}: ${email}`}
      />
    </li>
  );
}

function Ended({ invitations }: { invitations: EndedInvitation[] }) {
  const { t, message } = useLanguage();
  return (
    <>
      <h2>{t('members.ended')}</h2>
      <ul class="plain lines">
        {invitations.map(({ id, email, role, because, inviter }) => (
          <li key={id}>
            {email} <span class="quiet">{message({ key: `role.${role}` })}</span>{' '}
            <span class="block detail">{message({ key: `members.ended_${because}`, values: { inviter } })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
