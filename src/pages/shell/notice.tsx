/**
 * What was just done, said on the page one lands on, and, where something was removed, the way back beside it. The
 * cookie is the visitor's to change: only our own notices are said, a count is a number, and what was removed is read
 * from the database, for whoever may know of it.
 */

import { NotFound } from '../../house/errors.ts';
import { idOf } from '../../house/ids.ts';
import { isMessageKey } from '../../house/messages.ts';
import type { Removal, RemovalId } from '../../house/removal.ts';
import { PostButton } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { findRemoval, kindOf } from '../../views/removed/removed.ts';
import type { Visit } from './visit.ts';

export type Notice = { text: string; undo: { action: string; name: string; back: string } | null };

const SAID = /^(notice\.\w+)(?: (\d{1,6}))?(?: ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?$/;

/** A notice as its cookie holds it. */
export const noticeCookie = (notice: string, count?: number, removal?: string | null): string =>
  [notice, count, removal].filter((each) => each !== undefined && each !== null).join(' ');

export async function noticeOf(visit: Visit, cookie: string): Promise<Notice | null> {
  const [, key = '', count, id] = SAID.exec(cookie) ?? [];
  const removal = id ? await removalFor(visit, idOf(id)) : null;
  const { t, message } = visit.language;
  if (key === 'notice.removed' && removal)
    return { text: t('notice.removed_what', { what: named(visit, removal) }), undo: undoOf(visit, removal) };
  if (key === 'notice.back_what')
    return (
      removal && { text: t(kindOf(removal).back ?? 'notice.back_what', { what: named(visit, removal) }), undo: null }
    );
  return isMessageKey(key)
    ? { text: message({ key, values: { count: Number(count ?? 0) } }), undo: removal && undoOf(visit, removal) }
    : null;
}

async function removalFor({ ctx }: Visit, id: RemovalId): Promise<Removal | null> {
  if (!ctx) return null;
  return findRemoval(ctx, id).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
}

/** The name of what was removed or, without one, its kind. */
export const named = ({ language: { message } }: Pick<Visit, 'language'>, removal: Removal): string =>
  removal.label || message({ key: `removed.kind_${removal.kind}` });

function undoOf(visit: Visit, removal: Removal): Notice['undo'] {
  const { language, url, to } = visit;
  if (removal.restored_at || !visit.may('/removed/:id', removal, 'submit')) return null;
  const name = language.t('removed.undo_name', { what: named(visit, removal) });
  return { action: to('/removed/:id', { id: removal.id }), name, back: url.pathname + url.search };
}

export function NoticeBox({ notice: { text, undo } }: { notice: Notice }) {
  const { t } = useLanguage();
  return (
    <div class="notice" role="status">
      <p>{text}</p>
      {undo && (
        <PostButton action={undo.action} label={t('removed.undo')} name={undo.name} values={{ back: undo.back }} />
      )}
    </div>
  );
}
