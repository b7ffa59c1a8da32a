/** What the library says of itself in a minute, in one language. */
import { LOCALES, type Locale } from '../../house/ctx.ts';
import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { mayTellStory } from '../../rooms/stories/library-figure.ts';
import { type SpokenPitch, saySpokenPitch, spokenPitches } from '../../rooms/stories/spoken-pitches.ts';
import { spokenPitchEdit } from '../../rooms/stories/story.ts';
import { Buttons, Form, TextArea } from '../../ui/form.tsx';
import { localeOptions } from '../accounts/locales.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

async function pitchOf({ ctx, param }: LibraryVisit): Promise<SpokenPitch> {
  const locale = LOCALES.find((each) => each === param('locale'));
  if (!locale) throw new NotFound();
  return (await spokenPitches(ctx)).find((each) => each.locale === locale) ?? { locale, body: '', version: 0 };
}

const named = (locale: Locale) => localeOptions.find(({ value }) => value === locale)?.label ?? '';

export const editSpoken = libraryPage<SpokenPitch>({
  path: '/spoken-pitches/:locale/edit',
  may: mayTellStory,
  load: pitchOf,
  view: ({ found: { locale, body, version }, again, to, language: { t } }) => ({
    title: t('stories.minute_in', { language: named(locale) }),
    body: (
      <div class="narrow">
        <Form again={again} initial={{ body }} version={version} labels={{ body: t('letters.body') }}>
          <TextArea name="body" label={t('letters.body')} hint={t('stories.minute_hint')} rows={10} />
          <Buttons save={t('form.save')} cancel={to('/stories')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, found: { locale }, fields, go }) => {
    const { body, version } = parse(spokenPitchEdit, fields);
    await saySpokenPitch(ctx, { locale, body, version: Number(version) });
    return go('/stories').saying('notice.saved');
  },
});
