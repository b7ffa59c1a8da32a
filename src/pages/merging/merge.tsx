/** Before two become one: which record stays, where each fact comes from, and everything that will move. */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { idFrom } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { mayMerge, mergeDraft } from '../../rooms/merging/duplicate.ts';
import { mergeOrganizations } from '../../rooms/merging/merge.ts';
import { mergePlan } from '../../rooms/merging/merge-plan.ts';
import { findMerge } from '../../rooms/merging/merges.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { type App, libraryPage } from '../shell/door.tsx';
import { nested, text } from '../shell/form-body.ts';
import { Fields, Lists, takes } from './merge-fields.tsx';
import { Moves } from './moves.tsx';

export function mergePages(app: App, house: House): void {
  libraryPage(app, house, '/duplicates/merge', {
    may: mayMerge,
    show: async (visit, again) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      allow(mayMerge(ctx.actor));
      const side = (name: string) => idFrom(text(again?.values[name]) || (url.searchParams.get(name) ?? ''));
      const plan = await mergePlan(ctx, side('kept'), side('gone'));
      const { kept, gone, apart } = plan;
      const labels = new Map((await sectorsOf(ctx)).map((sector) => [sector.key, language.words(sector.label)]));
      return {
        title: t('merge.title'),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('merge.title')}</h1>
            <p class="lead">{t('merge.text', { kept: kept.name, gone: gone.name })}</p>
            <p>
              <a href={`${base}/duplicates/merge?kept=${gone.id}&gone=${kept.id}`}>{t('merge.swap')}</a>
            </p>
            {apart ? (
              <div class="warning">
                <p>{language.message(apart.why)}</p>
                <p>
                  <a href={base + apart.page}>{apart.title}</a>
                </p>
              </div>
            ) : (
              <Form again={again} initial={takes(plan)}>
                <input type="hidden" name="kept" value={kept.id} />
                <input type="hidden" name="gone" value={gone.id} />
                <input type="hidden" name="seen" value={plan.seen} />
                <Fields plan={plan} />
                <Lists plan={plan} sectors={labels} />
                <h2>{t('merge.moves')}</h2>
                <Moves moves={plan.moves} />
                <p>{t('merge.undo_hint')}</p>
                <Buttons save={t('merge.do')} cancel={`${base}/duplicates`} />
              </Form>
            )}
          </div>
        ),
      };
    },
    submit: async ({ ctx, base }, fields) => {
      const draft = parse(mergeDraft, nested(fields));
      const { partner_id } = await findMerge(ctx, await mergeOrganizations(ctx, draft));
      return { to: partner_id ? `${base}/partners/${partner_id}` : `${base}/merges`, notice: 'notice.merged' };
    },
  });
}
