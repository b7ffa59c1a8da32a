/** Writing a note. For whom it is stands beside the text, where one types it. */

import { today } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { AUDIENCES, mayEditInteraction, remarkDraft, remarkEdit } from '../../rooms/outreach/interaction.ts';
import { addRemark, changeRemark, findInteraction, removeInteraction } from '../../rooms/outreach/interactions.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { Buttons, Form, PostButton, Radios, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, draftOf, libraryPage, redirect } from '../shell/door.tsx';

export function notePages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id/notes/new', {
    drafts: true,
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayLog(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      return {
        title: t('note.title', { name: partner.name }),
        section: 'partners',
        islands: ['draft'],
        body: (
          <div class="narrow">
            <h1>{t('note.title', { name: partner.name })}</h1>
            <Form
              again={again}
              initial={{ audience: 'library', happened_on: today(ctx) }}
              island="draft"
              draft={draftOf(visit)}
            >
              <NoteFields />
              <Buttons save={t('note.save')} cancel={`${base}/partners/${partner.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await addRemark(visit.ctx, visit.id(), parse(remarkDraft, fields));
      return { to: `${visit.base}/partners/${visit.id()}`, notice: 'notice.note_saved' };
    },
  });

  libraryPage(app, house, '/notes/:id', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const note = await findInteraction(ctx, visit.id());
      allow(mayEditInteraction(ctx.actor, note));
      const labels = { body: t('field.note'), audience: t('field.audience'), happened_on: t('field.happened_on') };
      return {
        title: t('note.edit'),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('note.edit')}</h1>
            <Form
              again={again}
              initial={{ body: note.body, audience: note.audience, happened_on: note.happened_on }}
              version={note.version}
              labels={labels}
              choices={Object.fromEntries(
                AUDIENCES.map((audience) => [audience, language.message({ key: `audience.${audience}` })]),
              )}
            >
              <NoteFields />
              <Buttons save={t('form.save')} cancel={`${base}/partners/${note.partners[0]}`} />
            </Form>
            <PostButton action={`${base}/notes/${note.id}/removal`} label={t('note.remove')} />
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const note = await findInteraction(visit.ctx, visit.id());
      await changeRemark(visit.ctx, note.id, parse(remarkEdit, fields));
      return { to: `${visit.base}/partners/${note.partners[0]}`, notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/notes/:id/removal', {
    show: async (visit) => redirect(`${visit.base}/notes/${(await findInteraction(visit.ctx, visit.id())).id}`),
    submit: async (visit) => {
      const note = await findInteraction(visit.ctx, visit.id());
      const removal = await removeInteraction(visit.ctx, note.id);
      return { to: `${visit.base}/partners/${note.partners[0]}`, notice: 'notice.removed', removal };
    },
  });
}

function NoteFields() {
  const { t, message } = useLanguage();
  return (
    <>
      <TextArea name="body" label={t('field.note')} hint={t('note.facts_hint')} rows={6} />
      <Radios
        name="audience"
        label={t('field.audience')}
        options={AUDIENCES.map((audience) => ({
          value: audience,
          label: message({ key: `audience.${audience}` }),
          hint: message({ key: `audience.${audience}_hint` }),
        }))}
      />
      <TextField name="happened_on" type="date" label={t('field.happened_on')} />
    </>
  );
}
