/** A story, as the person reads it whom it is about: whether it may be told, how, until when; and taking it back. */
import { Temporal } from 'temporal-polyfill';
import { type Ctx, today } from '../../house/ctx.ts';
import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import {
  type AskedConsent,
  findConsent,
  giveConsent,
  refuseConsent,
  withdrawConsent,
} from '../../rooms/stories/consents.ts';
import { pictureOf, picturesOf } from '../../rooms/stories/pictures.ts';
import { guestConsent, hashOfWords, type Story, type StoryPicture, storyIn } from '../../rooms/stories/story.ts';
import { Prose } from '../../ui/bits.tsx';
import { one } from '../../ui/field.ts';
import { useLanguage } from '../../ui/here.ts';
import { ConsentFields } from '../stories/consent-fields.tsx';
import { type GuestAsked, guestPage } from './guest-page.tsx';
import { Act } from './parts.tsx';

/** The bytes are in the page: there is no address at which a picture could be seen after consent has ended. */
type Seen = StoryPicture & { src: string };
type About = AskedConsent & { pictures: Seen[] };
type Asked = GuestAsked<About>;

async function picturesSeen(ctx: Ctx, { consent, story }: AskedConsent): Promise<Seen[]> {
  if (consent.withdrawn_at) return [];
  return Promise.all(
    (await picturesOf(ctx, story.id)).map(async (picture) => {
      const { type, bytes } = await pictureOf(ctx, story.id, picture.sha256);
      return { ...picture, src: `data:${type};base64,${Buffer.from(bytes).toString('base64')}` };
    }),
  );
}

const wordsOf = ({ title, text }: Story): string =>
  hashOfWords({ title_en: title.en, text_en: text.en, title_es: title.es, text_es: text.es });

export const guestStory = guestPage<About>({
  purpose: 'consent',
  load: async (ctx, link) => {
    try {
      const found = await findConsent(ctx, link.subject_id);
      return { ...found, pictures: await picturesSeen(ctx, found) };
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  },
  title: ({ language: { t } }) => t('consent.title'),
  View: ConsentView,
  acts: {
    agree: ({ ctx, about: { consent } }, fields) =>
      giveConsent(ctx, consent.id, { ...parse(guestConsent, fields), read: one(fields.read) }),
    refuse: ({ ctx, about: { consent } }) => refuseConsent(ctx, consent.id),
    withdraw: ({ ctx, about: { consent } }) => withdrawConsent(ctx, consent.id),
  },
});

function ConsentView(asked: Asked) {
  const { t, dayOf } = useLanguage();
  const { ctx, link, about } = asked;
  const { story, consent, pictures } = about;
  if (consent.withdrawn_at)
    return (
      <p role="status">{t('consent.withdrawn', { library: ctx.library.name, day: dayOf(consent.withdrawn_at) })}</p>
    );
  return (
    <>
      <p>{t('consent.who_asks', { who: link.asker?.name ?? ctx.library.name, library: ctx.library.name })}</p>
      <StoryRead story={story} />
      <PicturesSeen pictures={pictures} />
      <p>{t('consent.rights')}</p>
      {consent.refused_at && <p role="status">{t('consent.refused')}</p>}
      {consent.given_on && !consent.same_words && <p class="warning">{t('consent.changed')}</p>}
      {consent.given_on && consent.same_words ? <Given {...asked} /> : <Question {...asked} />}
    </>
  );
}

function StoryRead({ story }: { story: Story }) {
  const { locale } = useLanguage();
  const other = locale === 'en' ? 'es' : 'en';
  const read = [storyIn(story, locale), ...(story.title[locale] && story.title[other] ? [storyIn(story, other)] : [])];
  return (
    <>
      {read.map(({ locale, title, text }) => (
        <section class="card" lang={locale} key={locale}>
          <h2>{title}</h2>
          <Prose text={text} />
        </section>
      ))}
    </>
  );
}

function PicturesSeen({ pictures }: { pictures: Seen[] }) {
  const { locale } = useLanguage();
  return (
    <>
      {pictures.map(({ src, alt, sha256 }) => (
        <figure class="story-picture" key={sha256}>
          <img src={src} alt={alt[locale] || alt.en || alt.es} />
        </figure>
      ))}
    </>
  );
}

const TWO_YEARS = { years: 2 };

function Question({ ctx, about: { story, consent }, again }: Asked) {
  const { t } = useLanguage();
  const until = Temporal.PlainDate.from(today(ctx)).add(TWO_YEARS).toString();
  return (
    <>
      <Act act="agree" label={t('consent.agree')} again={again} initial={{ until, named: 'none' }}>
        <input type="hidden" name="read" value={wordsOf(story)} />
        <ConsentFields />
      </Act>
      {consent.given_on ? (
        <Act act="withdraw" label={t('consent.withdraw')} quiet />
      ) : (
        !consent.refused_at && <Act act="refuse" label={t('consent.refuse')} quiet />
      )}
    </>
  );
}

function Given({ about: { consent } }: Asked) {
  const { t, day, message } = useLanguage();
  return (
    <>
      <p role="status">
        <strong>{t('consent.given', { day: day(consent.given_on ?? '') })}</strong>{' '}
        {[
          consent.scopes.map((scope) => message({ key: `stories.scope_${scope}` })).join(', '),
          message({ key: `stories.named_${consent.named}` }),
          t('stories.until', { day: day(consent.until ?? '') }),
        ].join(' · ')}
      </p>
      <p>{t('consent.withdraw_text')}</p>
      <Act act="withdraw" label={t('consent.withdraw')} quiet />
    </>
  );
}
