/** A saved view is a list as somebody wants to see it again: what it is asked, under a name of their own. */
import { z } from 'zod';
import { type Actor, atLeast, type MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { requiredLine } from '../../house/parse.ts';

export type SavedViewId = Id<'saved_views'>;

/** The lists that members arrange for themselves, each under the first part of its address. */
export const LISTS = ['partners', 'people', 'interactions', 'tasks', 'leads', 'worksheets'] as const;
export type ListName = (typeof LISTS)[number];
export const listName = z.enum(LISTS);

export const viewDraft = z.object({
  name: requiredLine(60),
  /** What the list is asked: the query of its address, without "?". */
  query: z
    .string()
    .max(4_000, 'error.choice')
    .transform((typed) => new URLSearchParams(typed).toString()),
  whose: z.enum(['mine', 'library'], 'error.choice'),
});
export type ViewDraft = z.output<typeof viewDraft>;

export type SavedView = {
  id: SavedViewId;
  list: ListName;
  name: string;
  query: string;
  shared: boolean;
  member_id: MemberId;
};

/** Whoever may write something down may put it before everybody's eyes. */
export const mayShareView = (actor: Actor) => atLeast(actor, 'contributor');
export const mayRemoveView = (actor: Actor, view: Pick<SavedView, 'member_id' | 'shared'>) =>
  view.member_id === actor.id || (view.shared && atLeast(actor, 'coordinator'));
