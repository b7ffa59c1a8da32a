/** Sending a pitch by e-mail: what is drafted is read and changed by whoever sends it. */
import { Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { addressOf } from '../../rooms/accounts/users.ts';
import { addressesOf } from '../../rooms/outreach/addresses.ts';
import { mayPitch, type Pitch, pitchMail } from '../../rooms/talking-points/pitch.ts';
import { mailPitch } from '../../rooms/talking-points/pitch-uses.ts';
import { Buttons, Form, Radios, TextArea, TextField } from '../../ui/form.tsx';
import type { Again } from '../../ui/here.ts';
import { addressKey, addressOption } from '../outreach/addresses.ts';
import { libraryPage } from '../shell/page.ts';
import { pitchOf, pitchTrail } from './pitch-edit.tsx';
import { loggedOf, mailOfPitch, toldOf } from './told.ts';

/** What was typed around a story that may be told no longer is not offered again: the draft is made anew without it. */
const withoutStory = (again: Again | undefined, now: { story: string; body: string }): Again | undefined =>
  again?.values.story && again.values.story !== now.story ? { ...again, values: { ...again.values, ...now } } : again;

export const mailPitchPage = libraryPage<Pitch>({
  path: '/pitches/:id/mail',
  may: mayPitch,
  load: pitchOf,
  view: async (asked) => {
    const { ctx, found: pitch, to, house, language } = asked;
    const { t } = language;
    const addresses = await addressesOf(ctx, [pitch.partner_id]);
    const [first] = addresses;
    const told = await toldOf(asked, pitch, 'email');
    const draft = mailOfPitch(ctx, pitch, told);
    const again = withoutStory(asked.again, { story: told.story?.id ?? '', body: draft.body });
    return {
      title: t('pitches.mail'),
      trail: pitchTrail(asked, pitch),
      body: (
        <div class="narrow">
          {!house.mailIsSent && <p class="warning">{t('pitches.no_server')}</p>}
          {pitch.story_id && !told.story && <p class="warning">{t('pitches.story_not_by_mail')}</p>}
          {!first && <p class="warning">{t('letters.nowhere')}</p>}
          <Form again={again} initial={{ ...draft, to: first && addressKey(first) }}>
            {first && <Radios name="to" label={t('letters.which')} options={addresses.map(addressOption)} />}
            <TextField name="subject" label={t('letters.subject')} />
            <input type="hidden" name="story" value={told.story?.id ?? ''} />
            <TextArea name="body" label={t('letters.body')} rows={18} />
            {first && (
              <Buttons
                save={house.mailIsSent ? t('pitches.send') : t('pitches.keep')}
                cancel={to('/pitches/:id', { id: pitch.id })}
              />
            )}
          </Form>
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: pitch, fields, go, house, language } = asked;
    const { to, ...words } = parse(pitchMail, fields);
    const address = (await addressesOf(ctx, [pitch.partner_id])).find((each) => addressKey(each) === to);
    if (!address) throw new Invalid({ to: { key: 'error.choice' } });
    const told = loggedOf(pitch, { told: await toldOf(asked, pitch, 'email'), language });
    const answers = { own: await addressOf(ctx), mailbox: house.mailbox };
    await mailPitch(ctx, pitch, { to: address, ...words, told, answers });
    return go('/pitches/:id', { id: pitch.id }).saying(house.mailIsSent ? 'notice.pitch_sent' : 'notice.pitch_kept');
  },
});
