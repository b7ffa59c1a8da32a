/** Pictures of a story: shown with their words, added, taken away. */
import { Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { PICTURE_BYTES, PICTURES, type Prepared, preparePicture } from '../../house/stored-files.ts';
import { mayTellStory } from '../../rooms/stories/library-figure.ts';
import { addPicture, pictureOf, removePicture } from '../../rooms/stories/pictures.ts';
import { maySeeStory, pictureDraft, type Story, type StoryPicture } from '../../rooms/stories/story.ts';
import { Buttons, FileField, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { mayChangeStory, storyOf, storyTrail } from './edit.tsx';

export function Pictures({ story, pictures }: { story: Story; pictures: StoryPicture[] }) {
  const { t } = useLanguage();
  return (
    <>
      {pictures.map((picture) => (
        <Picture key={picture.sha256} story={story} picture={picture} />
      ))}
      <p class="no-print">
        <Link to="/stories/:id/pictures/new" at={{ id: story.id }} about={story}>
          {t('stories.add_picture')}
        </Link>
      </p>
    </>
  );
}

function Picture({ story, picture: { sha256, alt, permission } }: { story: Story; picture: StoryPicture }) {
  const { t, locale } = useLanguage();
  const { to } = useAround();
  const words = alt[locale] || alt.en || alt.es;
  const at = { id: story.id, sha256 };
  return (
    <figure class="story-picture">
      <img src={to('/stories/:id/pictures/:sha256', at)} alt={words} />
      <figcaption class="quiet">
        {t('stories.permission_by', { who: permission })}
        <Press
          to="/stories/:id/pictures/:sha256/removal"
          at={at}
          about={story}
          label={t('interaction.remove')}
          name={`${t('interaction.remove')}: ${words}`}
        />
      </figcaption>
    </figure>
  );
}

/** A form is a little larger than the file it brings; a photograph is larger than a logo. */
const FORM_AROUND = 100_000;
const SIDE = 1600;

export const newPicture = libraryPage<Story, Prepared | null>({
  path: '/stories/:id/pictures/new',
  may: mayChangeStory,
  load: storyOf,
  view: (asked) => {
    const { found: story, again, to, language } = asked;
    const { t } = language;
    return {
      title: t('stories.add_picture'),
      trail: storyTrail(asked, story),
      body: (
        <div class="narrow">
          <Form again={again} files>
            <FileField
              name="picture"
              label={t('field.picture')}
              hint={t('stories.picture_hint', { megabytes: PICTURE_BYTES / 1_000_000 })}
              accept={PICTURES.join()}
            />
            <TextField name="alt_en" label={t('field.alt_en')} hint={t('stories.alt_hint')} />
            <TextField name="alt_es" label={t('field.alt_es')} />
            <TextField name="permission" label={t('field.permission')} hint={t('stories.permission_hint')} />
            <Buttons save={t('form.save')} cancel={to('/stories/:id', { id: story.id })} />
          </Form>
        </div>
      ),
    };
  },
  files: {
    bytes: () => PICTURE_BYTES + FORM_AROUND,
    read: async ([file]) => (file ? preparePicture(file.bytes, 'picture', SIDE) : null),
  },
  submit: async ({ ctx, found: { id }, fields, brought, go }) => {
    const said = parse(pictureDraft, fields);
    if (!brought) throw new Invalid({ picture: { key: 'error.required' } });
    await addPicture(ctx, id, { ...said, file: brought });
    return go('/stories/:id', { id }).saying('notice.saved');
  },
});

export const storyPicture = libraryPage<Story>({
  path: '/stories/:id/pictures/:sha256',
  may: maySeeStory,
  load: storyOf,
  view: async ({ ctx, found: story, param }) => {
    if (story.state === 'erased') throw new NotFound();
    const { type, bytes } = await pictureOf(ctx, story.id, param('sha256'));
    // Not kept by the browser: consent can end.
    return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } });
  },
});

export const pictureRemoval = libraryPage<Story>({
  path: '/stories/:id/pictures/:sha256/removal',
  may: mayTellStory,
  load: storyOf,
  view: ({ found: { id }, to }) => redirect(to('/stories/:id', { id })),
  submit: async ({ ctx, found: { id }, param, go }) => {
    await removePicture(ctx, id, param('sha256'));
    return go('/stories/:id', { id }).saying('notice.saved');
  },
});
