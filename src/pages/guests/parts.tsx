/** What pages of guests share: a button that says what it does, what is kept of them, and a link that has ended. */
import type { ComponentChildren } from 'preact';
import type { GuestLink } from '../../rooms/guests/guest-link.ts';
import { Form } from '../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../ui/here.ts';

type ActProps = {
  act: string;
  label: string;
  /** What its fields hold at first. */
  initial?: Values;
  again?: Again | undefined;
  quiet?: boolean;
  children?: ComponentChildren;
};

/** Repeatable: its address holds a token, which is not to be kept with the form's key; each act has one effect. */
export function Act({ act, label, again, initial, quiet = false, children }: ActProps) {
  const mine = again?.values.do === act ? again : undefined;
  return (
    <Form again={mine} {...(initial && { initial })} repeatable class="guest-act">
      <input type="hidden" name="do" value={act} />
      {children}
      <button type="submit" class={quiet ? 'quiet-button' : undefined}>
        {label}
      </button>
    </Form>
  );
}

export function AboutLink({ library, link }: { library: string; link: GuestLink }) {
  const { t, dayOf } = useLanguage();
  return (
    <section class="guest-about">
      <h2>{t('guest.about_title')}</h2>
      <p>
        {t('guest.about', { library, name: link.person, email: link.email, day: dayOf(link.expires_at) })}{' '}
        {t(link.purpose === 'signature' ? 'guest.about_signing' : 'guest.nothing_else')}
      </p>
    </section>
  );
}

export function Ended({ sent, mailIsSent, library }: { sent: boolean; mailIsSent: boolean; library: string }) {
  const { t } = useLanguage();
  if (sent) return <p role="status">{t(mailIsSent ? 'guest.sent' : 'guest.sent_no_mail', { library })}</p>;
  return (
    <>
      <p>{t('guest.ended', { library })}</p>
      <Act act="anew" label={t('guest.anew')} />
    </>
  );
}
