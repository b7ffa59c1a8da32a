/**
 * An e-mail address, to write to; with a mark where mail does not arrive there, until somebody says that it does again.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { z } from 'zod';
import { line, parse, requiredEmail } from '../../house/parse.ts';
import { type Bounced, forgetBounce } from '../../house/work/bounced.ts';
import { mayEditDirectory } from '../../rooms/directory/organization.ts';
import { useLanguage } from '../../ui/here.ts';
import { landing, redirect } from '../shell/landing.ts';
import { Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

/** Those of the page's addresses at which mail does not arrive. */
export const BouncedHere = createContext<ReadonlyMap<string, Bounced>>(new Map());

export function EmailAddress({ email }: { email: string }) {
  const { t, dayOf } = useLanguage();
  const { url } = useAround();
  const bounced = useContext(BouncedHere).get(email);
  return (
    <>
      <a href={`mailto:${email}`}>{email}</a>
      {bounced && (
        <span class="block">
          <span class="overdue">{t('mail.bounced', { day: dayOf(bounced.bounced_at) })}</span>{' '}
          <span class="quiet">{bounced.said}</span>{' '}
          <Press to="/bounced" values={{ email, back: url.pathname }} label={t('mail.bounced_works')} />
        </span>
      )}
    </>
  );
}

const works = z.object({ email: requiredEmail, back: line(300) });

/** It works again: the mark goes. */
export const bouncedWorks = libraryPage({
  path: '/bounced',
  may: mayEditDirectory,
  view: ({ to }) => redirect(to('/partners')),
  submit: async ({ ctx, fields, base, to }) => {
    const { email, back } = parse(works, fields);
    await forgetBounce(ctx, email);
    // Where it was pressed, as far as that is a page of this library.
    return landing(back.startsWith(`${base}/`) ? back : to('/partners')).saying('notice.mail_works');
  },
});
