/**
 * The history says who did what to what, and when. Written in the transaction of the change; the view of the same name
 * (views/history) reads it.
 */
import { type Ctx, memberId } from './ctx.ts';
import { newId, type SomeId } from './ids.ts';
import { insertMany } from './many.ts';

export type Subject = {
  type: 'partner' | 'organization' | 'worksheet' | 'member' | 'library' | 'factor_set';
  id: SomeId;
};
/** What is about no one thing of the library stands in the library's own history. */
export const theLibrary = (ctx: Pick<Ctx, 'library'>): Subject => ({ type: 'library', id: ctx.library.id });

/** What changed: plain values, never an address that is confidential. */
export type Details = Record<string, string | number | boolean | null | string[]>;

/** What it happened to, and what changed. */
export type HistoryEvent = { subject: Subject; details?: Details };
export type NewLine = HistoryEvent & { action: string };

export const history = (ctx: Ctx, action: string, event: HistoryEvent): Promise<void> =>
  histories(ctx, [{ action, ...event }]);

/** Many lines at once, in this order. */
export async function histories(ctx: Ctx, lines: NewLine[]): Promise<void> {
  const shared = {
    library_id: ctx.library.id,
    at: ctx.now,
    member_id: ctx.actor.kind === 'member' ? memberId(ctx) : null,
  };
  await insertMany(
    ctx.db,
    'history',
    lines.map(({ action, subject, details = {} }) => ({
      ...shared,
      id: newId(),
      action,
      subject_type: subject.type,
      subject_id: subject.id,
      // A guest has no row among the members, so the line names them itself.
      details: ctx.actor.kind === 'guest' ? { ...details, guest: ctx.actor.name } : details,
    })),
  );
}
