/** Before two become one: which record stays, where each fact comes from, and everything that will move. */

import { idFrom } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import type { Apart } from '../../house/room.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { mayMerge, mergeDraft } from '../../rooms/merging/duplicate.ts';
import { mergeOrganizations } from '../../rooms/merging/merge.ts';
import { type MergePlan, mergePlan } from '../../rooms/merging/merge-plan.ts';
import { findMerge } from '../../rooms/merging/merges.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { nested, text } from '../shell/form-body.ts';
import { Link, useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { Fields, takes } from './merge-fields.tsx';
import { Lists } from './merge-lists.tsx';
import { Moves } from './moves.tsx';

export const merge = libraryPage({
  path: '/duplicates/merge',
  may: mayMerge,
  view: async (asked) => {
    const { ctx, again, url, language } = asked;
    const side = (name: string) => idFrom(text(again?.values[name]) || (url.searchParams.get(name) ?? ''));
    const plan = await mergePlan(ctx, side('kept'), side('gone'));
    const sectors = new Map((await sectorsOf(ctx)).map((sector) => [sector.key, language.words(sector.label)]));
    return {
      title: language.t('merge.title'),
      body: <Merge asked={asked} plan={plan} sectors={sectors} />,
    };
  },
  submit: async ({ ctx, fields, go }) => {
    const draft = parse(mergeDraft, nested(fields));
    const { partner_id } = await findMerge(ctx, await mergeOrganizations(ctx, draft));
    return (partner_id ? go('/partners/:id', { id: partner_id }) : go('/merges')).saying('notice.merged');
  },
});

type Props = { asked: LibraryViewing; plan: MergePlan; sectors: Map<string, string> };

function Merge({ asked, plan, sectors }: Props) {
  const { t } = useLanguage();
  const { kept, gone, apart } = plan;
  return (
    <div class="narrow">
      <p class="lead">{t('merge.text', { kept: kept.name, gone: gone.name })}</p>
      <p>
        <Link to="/duplicates/merge" at={{ kept: gone.id, gone: kept.id }}>
          {t('merge.swap')}
        </Link>
      </p>
      {apart ? <Both apart={apart} /> : <MergeForm asked={asked} plan={plan} sectors={sectors} />}
    </div>
  );
}

/** Why the two cannot be merged, and where that can be seen. */
function Both({ apart: { why, page, title } }: { apart: Apart }) {
  const { message } = useLanguage();
  const { to } = useAround();
  return (
    <div class="warning">
      <p>{message(why)}</p>
      <p>
        <a href={to('') + page}>{title}</a>
      </p>
    </div>
  );
}

function MergeForm({ asked: { again, to }, plan, sectors }: Props) {
  const { t } = useLanguage();
  return (
    <Form again={again} initial={takes(plan)}>
      <input type="hidden" name="kept" value={plan.kept.id} />
      <input type="hidden" name="gone" value={plan.gone.id} />
      <input type="hidden" name="seen" value={plan.seen} />
      <Fields plan={plan} />
      <Lists plan={plan} sectors={sectors} />
      <h2>{t('merge.moves')}</h2>
      <Moves moves={plan.moves} />
      <p>{t('merge.undo_hint')}</p>
      <Buttons save={t('merge.do')} cancel={to('/duplicates')} />
    </Form>
  );
}
