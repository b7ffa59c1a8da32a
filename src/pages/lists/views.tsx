/** Keeping what a list is asked as a view, and taking one away. */

import { found, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import {
  type ListName,
  listName,
  mayRemoveView,
  mayShareView,
  type SavedView,
  viewDraft,
} from '../../rooms/lists/saved-view.ts';
import { findView, keepView, removeView, viewsOf } from '../../rooms/lists/saved-views.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Form, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Press, useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { listTrail } from './trail.ts';

/** The list that the address names. */
export function listOf({ param }: Pick<LibraryVisit, 'param'>): ListName {
  const list = listName.safeParse(param('list'));
  if (!list.success) throw new NotFound();
  return list.data;
}

export const views = libraryPage({
  path: '/lists/:list/views',
  may: anyMember,
  load: listOf,
  view: async (asked) => ({
    title: asked.language.t('lists.views'),
    trail: listTrail(asked, asked.found),
    body: <Views asked={asked} saved={await viewsOf(asked.ctx, asked.found)} />,
  }),
  submit: async ({ ctx, found: list, fields, to }) => {
    const draft = parse(viewDraft, fields);
    await keepView(ctx, list, draft);
    return redirect(`${to(`/${list}`)}?${draft.query}`);
  },
});

type Props = { asked: LibraryViewing<ListName>; saved: SavedView[] };

function Views({ asked, saved }: Props) {
  const { t } = useLanguage();
  const { found: list, url, again } = asked;
  const query = url.searchParams.get('query') ?? '';
  return (
    <div class="narrow">
      {(query || again) && <Keep asked={asked} query={query} />}
      <h2>{t('lists.views_kept')}</h2>
      {saved.length === 0 && <Empty text={t('lists.views_none')} />}
      <ul class="plain lines">
        {saved.map((view) => (
          <Kept key={view.id} view={view} list={list} />
        ))}
      </ul>
    </div>
  );
}

function Keep({ asked: { again, found: list, to, ctx }, query }: { asked: Props['asked']; query: string }) {
  const { t } = useLanguage();
  const whose = [
    { value: 'mine', label: t('lists.whose_mine') },
    ...(mayShareView(ctx.actor) ? [{ value: 'library', label: t('lists.whose_library') }] : []),
  ];
  return (
    <Form again={again} initial={{ whose: 'mine' }}>
      <TextField name="name" label={t('field.view_name')} hint={t('lists.view_name_hint')} width="medium" />
      <Radios name="whose" label={t('lists.whose')} options={whose} />
      <input type="hidden" name="query" value={query} />
      <Buttons save={t('lists.keep_view')} cancel={`${to(`/${list}`)}?${query}`} />
    </Form>
  );
}

function Kept({ view, list }: { view: SavedView; list: ListName }) {
  const { t } = useLanguage();
  const { to, ctx } = useAround();
  return (
    <li>
      <a href={`${to(`/${list}`)}?${view.query}`}>{view.name}</a>{' '}
      <span class="quiet">{view.shared ? t('lists.whose_library') : t('lists.whose_mine')}</span>{' '}
      {mayRemoveView(ctx.actor, view) && (
        <Press
          to="/lists/:list/views/:id/removal"
          at={{ list, id: view.id }}
          about={view}
          label={t('lists.remove_view')}
          name={`${t('lists.remove_view')}: ${view.name}`}
        />
      )}
    </li>
  );
}

export const viewRemoval = libraryPage({
  path: '/lists/:list/views/:id/removal',
  may: mayRemoveView,
  load: async ({ ctx, id, param }) => {
    const view = await findView(ctx, id());
    return found(view.list === param('list') ? view : null);
  },
  view: ({ found: { list }, to }) => redirect(to('/lists/:list/views', { list })),
  submit: async ({ ctx, found: { id, list }, go }) =>
    go('/lists/:list/views', { list }).saying('notice.removed', { removal: await removeView(ctx, id) }),
});
