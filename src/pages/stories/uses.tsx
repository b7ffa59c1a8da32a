/** Writing down where a story was told, so that it can be called back. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { maySeeStory, type Story, storyUseDraft } from '../../rooms/stories/story.ts';
import { useStory } from '../../rooms/stories/story-uses.ts';
import { Buttons, Form, Radios, TextField } from '../../ui/form.tsx';
import { libraryPage } from '../shell/page.ts';
import { storyOf, storyTrail } from './edit.tsx';

export const newStoryUse = libraryPage<Story>({
  path: '/stories/:id/uses/new',
  may: (actor, story) => mayLog(actor) && maySeeStory(actor, story),
  load: storyOf,
  view: (asked) => {
    const { ctx, found: story, again, to, language } = asked;
    const { t, message } = language;
    const scopes = story.consent?.scopes ?? [];
    return {
      title: t('stories.use'),
      trail: storyTrail(asked, story),
      body: (
        <div class="narrow">
          <Form again={again} initial={{ used_on: today(ctx), way: scopes[0] }}>
            <Radios
              name="way"
              label={t('field.kind')}
              options={scopes.map((value) => ({ value, label: message({ key: `stories.scope_${value}` }) }))}
            />
            <TextField name="place" label={t('field.place')} hint={t('stories.place_hint')} />
            <TextField name="used_on" type="date" label={t('field.happened_on')} />
            <Buttons save={t('form.save')} cancel={to('/stories/:id', { id: story.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await useStory(ctx, id, { ...parse(storyUseDraft, fields), partner_id: null });
    return go('/stories/:id', { id }).saying('notice.saved');
  },
});
