/** Consent: asked for by a link, kept from paper, and noted as withdrawn. */
import { Temporal } from 'temporal-polyfill';
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { FILE_BYTES, FILES, type Prepared, prepareFile } from '../../house/stored-files.ts';
import { askForConsent, keepSigned, noteWithdrawal, signedPaper } from '../../rooms/stories/consents.ts';
import { mayTellStory } from '../../rooms/stories/library-figure.ts';
import { consentQuestion, paperConsent, type Story } from '../../rooms/stories/story.ts';
import { storyUses } from '../../rooms/stories/story-uses.ts';
import { Buttons, FileField, Form, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { waysOf } from '../guests/ways.ts';
import { handedOut } from '../outreach/attached.tsx';
import { libraryPage } from '../shell/page.ts';
import { ConsentFields } from './consent-fields.tsx';
import { mayChangeStory, storyOf, storyTrail } from './edit.tsx';

/** As long as nobody says otherwise. */
export const inTwoYears = (day: string) => Temporal.PlainDate.from(day).add({ years: 2 }).toString();
/** A form is a little larger than the file it brings. */
const FORM_AROUND = 100_000;

type Scan = (Prepared & { name: string }) | null;

export const paperConsentPage = libraryPage<Story, Scan>({
  path: '/stories/:id/consents/new',
  may: mayChangeStory,
  load: storyOf,
  view: (asked) => {
    const { ctx, found: story, again, to, language } = asked;
    const { t } = language;
    const initial = { given_on: today(ctx), until: inTwoYears(today(ctx)), named: 'none' };
    return {
      title: t('stories.keep_paper'),
      trail: storyTrail(asked, story),
      body: (
        <div class="narrow">
          <p>{t('stories.paper_text')}</p>
          <Form again={again} initial={initial} labels={{ files: t('stories.scan') }} files>
            <TextField name="giver" label={t('field.giver')} hint={t('stories.giver_hint')} />
            <ConsentFields />
            <TextField name="given_on" type="date" label={t('field.given_on')} />
            <FileField name="files" label={t('stories.scan')} accept={FILES.join()} optional />
            <TextField name="kept_at" label={t('field.kept_at')} hint={t('stories.kept_hint')} optional />
            <Buttons save={t('form.save')} cancel={to('/stories/:id', { id: story.id })} />
          </Form>
        </div>
      ),
    };
  },
  files: {
    bytes: () => FILE_BYTES + FORM_AROUND,
    read: async ([file]) => (file ? { ...(await prepareFile(file.bytes, 'files')), name: file.name } : null),
  },
  submit: async ({ ctx, found: { id }, fields, brought, go }) => {
    await keepSigned(ctx, id, { ...parse(paperConsent, fields), file: brought });
    return go('/stories/:id', { id }).saying('notice.saved');
  },
});

export const askConsentPage = libraryPage<Story>({
  path: '/stories/:id/consents/ask',
  may: mayChangeStory,
  load: storyOf,
  view: (asked) => {
    const { ctx, found: story, again, to, house, language } = asked;
    const { t, message } = language;
    const missing = (['en', 'es'] as const).find((locale) => !story.text[locale]);
    return {
      title: t('stories.ask'),
      trail: storyTrail(asked, story),
      body: (
        <div class="narrow">
          <p>{t('stories.ask_text')}</p>
          {!house.mailIsSent && <p class="warning">{t('stories.no_server')}</p>}
          {missing && <p class="warning">{message({ key: `stories.not_in_${missing}` })}</p>}
          <Form again={again} initial={{ locale: ctx.library.locale }}>
            <TextField name="giver" label={t('field.giver')} hint={t('stories.giver_hint')} />
            <TextField name="email" type="email" label={t('field.email')} />
            <Radios name="locale" label={t('field.locale')} options={localeOptions} />
            <Buttons save={t('stories.send')} cancel={to('/stories/:id', { id: story.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found, fields, go, house } = asked;
    await askForConsent(ctx, found.id, { ...parse(consentQuestion, fields), ways: waysOf(asked, ctx) });
    const notice = house.mailIsSent ? 'notice.consent_asked' : 'notice.consent_kept';
    return go('/stories/:id', { id: found.id }).saying(notice);
  },
});

export const withdrawalPage = libraryPage<Story>({
  path: '/stories/:id/withdrawal',
  may: mayChangeStory,
  load: storyOf,
  view: async (asked) => {
    const { ctx, found: story, again, to, language } = asked;
    const out = (await storyUses(ctx, story.id)).filter(({ way }) => way === 'paper' || way === 'web');
    return {
      title: language.t('stories.withdraw'),
      trail: storyTrail(asked, story),
      body: (
        <div class="narrow">
          <Withdrawing out={out.map(({ place }) => place)} />
          <Form again={again}>
            <Buttons save={language.t('stories.erase')} cancel={to('/stories/:id', { id: story.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, go }) => {
    await noteWithdrawal(ctx, id);
    return go('/stories/:id', { id }).saying('notice.story_erased');
  },
});

function Withdrawing({ out }: { out: string[] }) {
  const { t, list } = useLanguage();
  return (
    <>
      <p class="warning">{t('stories.withdraw_text')}</p>
      {out.length > 0 && <p>{t('stories.withdraw_out', { places: list([...new Set(out)]) })}</p>}
    </>
  );
}

export const signedPaperPage = libraryPage<Story>({
  path: '/stories/:id/consents/:consent/paper',
  may: mayTellStory,
  load: storyOf,
  view: async ({ ctx, found: { id }, param }) => handedOut(await signedPaper(ctx, id, param('consent'))),
});
