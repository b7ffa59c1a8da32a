/** Before a letter leaves the house: who gets it, who does not and why, how long it takes. */

import { z } from 'zod';
import { parse, version } from '../../house/parse.ts';
import {
  type Letter,
  mayWriteLetters,
  outcomeOf,
  type Recipient,
  SECONDS_BETWEEN,
} from '../../rooms/letters/letter.ts';
import { recipientsOf, sendLetter } from '../../rooms/letters/letters.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { letterOf, letterTrail, onceSent } from './show.tsx';

export const letterSending = libraryPage<Letter>({
  path: '/letters/:id/sending',
  may: mayWriteLetters,
  instead: onceSent,
  load: letterOf,
  view: async (asked) => {
    const { ctx, found: letter, again, house, language } = asked;
    const ways = { mailIsSent: house.mailIsSent, comesIn: house.mailbox !== null };
    return {
      title: language.t('letters.send_title'),
      trail: letterTrail(asked, letter),
      body: <Sending {...ways} again={again} letter={letter} recipients={await recipientsOf(ctx, letter.id)} />,
    };
  },
  submit: async ({ ctx, found: { id }, fields, go, house }) => {
    await sendLetter(ctx, id, parse(z.object({ version }), fields).version);
    return go('/letters/:id', { id }).saying(house.mailIsSent ? 'notice.letter_sent' : 'notice.letter_kept');
  },
});

/** What leaves the house, how fast, and where answers go. */
function Leaving({ count, comesIn }: { count: number; comesIn: boolean }) {
  const { t } = useLanguage();
  const minutes = Math.max(1, Math.ceil((count * SECONDS_BETWEEN) / MINUTE));
  return (
    <>
      <p>{t('letters.send_text', { count, minutes, seconds: SECONDS_BETWEEN })}</p>
      <p>{comesIn ? t('letters.send_answers') : t('letters.send_answers_only')}</p>
      <p>{t('letters.send_stop')}</p>
    </>
  );
}

type Props = {
  letter: Letter;
  recipients: Recipient[];
  again: Again | undefined;
  mailIsSent: boolean;
  comesIn: boolean;
};

const MINUTE = 60;

function Sending({ letter, recipients, again, mailIsSent, comesIn }: Props) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const count = recipients.filter((each) => outcomeOf(each) === 'sent').length;
  const none = recipients.filter((each) => outcomeOf(each) !== 'sent');
  return (
    <div class="narrow">
      {count === 0 && <p class="warning">{t('letters.send_nobody')}</p>}
      {count > 0 && mailIsSent && <Leaving count={count} comesIn={comesIn} />}
      {count > 0 && !mailIsSent && <p class="warning">{t('letters.send_no_server', { count })}</p>}
      {none.length > 0 && (
        <>
          <p>{t('letters.send_not')}</p>
          <ul>
            {none.map((each) => (
              <li key={each.partner_id}>
                {each.partner}: {message({ key: `letters.outcome_${outcomeOf(each)}` })}
              </li>
            ))}
          </ul>
        </>
      )}
      {count > 0 && (
        <Form again={again} version={letter.version}>
          <Buttons
            save={mailIsSent ? t('letters.send') : t('letters.keep')}
            cancel={to('/letters/:id', { id: letter.id })}
          />
        </Form>
      )}
    </div>
  );
}
