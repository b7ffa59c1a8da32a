/** One letter: its text, to whom it goes and who gets none and why; once it is sent, what became of each. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Letter, letterName, mayChangeLetter, outcomeOf, type Recipient } from '../../rooms/letters/letter.ts';
import { type Counts, findLetter, recipientsOf } from '../../rooms/letters/letters.ts';
import { Prose, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { LetterState } from './list.tsx';

export const letterOf = ({ ctx, id }: LibraryVisit) => findLetter(ctx, id());

/** What is done about a letter leads back to it. */
export const letterTrail = ({ ctx, to }: Pick<LibraryVisit, 'ctx' | 'to'>, letter: Letter) => [
  { label: letterName(letter, { library: ctx.library.name }), href: to('/letters/:id', { id: letter.id }) },
];

/** There is nothing to change about one that was sent: its page says what became of it. */
export const onceSent = ({ found: { id, sent_at }, to }: Pick<LibraryVisit, 'to'> & { found: Letter }) =>
  sent_at !== null && to('/letters/:id', { id });

export const showLetter = libraryPage<Letter & Counts>({
  path: '/letters/:id',
  may: anyMember,
  load: letterOf,
  view: async ({ ctx, found: letter, house }) => {
    const recipients = await recipientsOf(ctx, letter.id);
    return {
      title: letterName(letter, { library: ctx.library.name }),
      actions: <Actions letter={letter} mailIsSent={house.mailIsSent} />,
      body: <Shown letter={letter} recipients={recipients} />,
    };
  },
});

function Actions({ letter, mailIsSent }: { letter: Letter; mailIsSent: boolean }) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  if (!mayChangeLetter(ctx.actor, letter)) return null;
  const about = { at: { id: letter.id }, about: letter };
  return (
    <>
      <Link class="button" to="/letters/:id/sending" {...about}>
        {mailIsSent ? t('letters.send') : t('letters.keep')}
      </Link>
      <Link class="button quiet-button" to="/letters/:id/edit" {...about}>
        {t('letters.edit')}
      </Link>
      <Press to="/letters/:id/removal" {...about} label={t('interaction.remove')} />
    </>
  );
}

type Props = { letter: Letter & Counts; recipients: Recipient[] };

function Shown({ letter, recipients }: Props) {
  const { t, message } = useLanguage();
  return (
    <>
      <p class="quiet">
        <LetterState letter={letter} />
      </p>
      {letter.kept > 0 && <p class="warning">{t('letters.kept')}</p>}
      {letter.failed && <p class="warning">{message({ key: letter.failed })}</p>}
      <div class="narrow">
        {letter.subject_en && (
          <OneText heading={t('letters.english')} subject={letter.subject_en} body={letter.body_en} />
        )}
        {letter.subject_es && (
          <OneText heading={t('letters.spanish')} subject={letter.subject_es} body={letter.body_es} />
        )}
      </div>
      <h2>{t('letters.recipients')}</h2>
      <Recipients letter={letter} recipients={recipients} />
    </>
  );
}

function OneText({ heading, subject, body }: { heading: string; subject: string; body: string }) {
  return (
    <section class="part">
      <h2>{heading}</h2>
      <p>
        <strong>{subject}</strong>
      </p>
      <Prose text={body} />
    </section>
  );
}

function Recipients({ letter, recipients }: Props) {
  const { t } = useLanguage();
  const { to, ctx } = useAround();
  const changes = mayChangeLetter(ctx.actor, letter);
  return (
    <Scroll label={t('letters.recipients')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('letters.recipient')}</th>
            <th scope="col">{t('letters.address')}</th>
            <th scope="col">{t('letters.language')}</th>
            <th scope="col">{t('letters.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {recipients.map((each) => (
            <tr key={each.partner_id}>
              <th scope="row">
                <a
                  href={
                    changes
                      ? to('/letters/:id/recipients/:partner', { id: letter.id, partner: each.partner_id })
                      : to('/partners/:id', { id: each.partner_id })
                  }
                >
                  {each.partner}
                </a>
              </th>
              <td>{[each.person, each.email].filter(Boolean).join(' · ')}</td>
              <td>{localeOptions.find(({ value }) => value === each.locale)?.label}</td>
              <td>
                <Happens recipient={each} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Happens({ recipient }: { recipient: Recipient }) {
  const { t, message } = useLanguage();
  const outcome = outcomeOf(recipient);
  if (outcome === 'sent' && !recipient.outcome) return <>{t('letters.will_sent')}</>;
  return <span class={outcome === 'sent' ? undefined : 'quiet'}>{message({ key: `letters.outcome_${outcome}` })}</span>;
}
