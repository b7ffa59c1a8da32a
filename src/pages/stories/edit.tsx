/** Writing a story, and changing its words. */
import { parse } from '../../house/parse.ts';
import { mayTellStory } from '../../rooms/stories/library-figure.ts';
import { addStory, changeStory, findStory, storyAsTyped } from '../../rooms/stories/stories.ts';
import { type maySeeStory, type Story, storyDraft, storyEdit, storyIn } from '../../rooms/stories/story.ts';
import { Buttons, Checkbox, Fold, Form, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const storyOf = ({ ctx, id }: LibraryVisit) => findStory(ctx, id());
export const storyTrail = ({ to, language }: LibraryVisit, story: Story) => [
  {
    label: storyIn(story, language.locale).title || language.t('stories.erased_title'),
    href: to('/stories/:id', { id: story.id }),
  },
];
/** Only one whose words are still there. */
export const mayChangeStory = (actor: Parameters<typeof maySeeStory>[0], story: Story) =>
  mayTellStory(actor) && story.state !== 'erased';

export const newStory = libraryPage({
  path: '/stories/new',
  may: mayTellStory,
  view: ({ again, to, language: { t } }: LibraryViewing) => ({
    title: t('stories.add'),
    body: (
      <div class="narrow">
        <p>{t('stories.new_text')}</p>
        <Form again={again}>
          <Fields />
          <Buttons save={t('stories.save')} cancel={to('/stories')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, fields, go }) => {
    const id = await addStory(ctx, parse(storyDraft, fields));
    return go('/stories/:id', { id }).saying('notice.story_added');
  },
});

export const editStory = libraryPage<Story>({
  path: '/stories/:id/edit',
  may: mayChangeStory,
  load: storyOf,
  view: (asked) => {
    const { found: story, again, to, language } = asked;
    const { t } = language;
    return {
      title: t('stories.edit'),
      trail: storyTrail(asked, story),
      body: (
        <div class="narrow">
          <Form
            again={again}
            initial={storyAsTyped(story)}
            version={story.version}
            labels={{ title_en: t('field.title_en'), text_en: t('field.text_en'), title_es: t('field.title_es') }}
          >
            <Fields />
            {story.consent?.same_words && (
              <>
                <p class="warning">{t('stories.change_text')}</p>
                <Checkbox name="same" label={t('stories.same')} />
              </>
            )}
            <Buttons save={t('form.save')} cancel={to('/stories/:id', { id: story.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeStory(ctx, id, parse(storyEdit, fields));
    return go('/stories/:id', { id }).saying('notice.saved');
  },
});

function Fields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="title_en" label={t('field.title_en')} />
      <TextArea name="text_en" label={t('field.text_en')} hint={t('stories.text_hint')} rows={8} />
      <Fold summary={t('letters.second')} names={['title_es', 'text_es']}>
        <TextField name="title_es" label={t('field.title_es')} />
        <TextArea name="text_es" label={t('field.text_es')} rows={8} />
      </Fold>
    </>
  );
}
