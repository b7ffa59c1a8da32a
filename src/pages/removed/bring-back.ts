/** Bringing back what was removed. Its button is in the list, and beside the notice of the removal. */
import type { Removal } from '../../house/removal.ts';
import { type Whereabouts, whereNow } from '../../rooms/merging/follow.ts';
import { bringBack as bringBackRemoval, findRemoval, kindOf, mayBringBack } from '../../views/removed/removed.ts';
import { text } from '../shell/form-body.ts';
import { landing, redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { removedView } from './list.tsx';

export const bringBack = libraryPage({
  path: '/removed/:id',
  may: mayBringBack,
  load: ({ ctx, id }) => findRemoval(ctx, id()),
  view: (asked) => (asked.again ? removedView(asked) : redirect(asked.to('/removed'))),
  submit: async (asked) => {
    const removal = await bringBackRemoval(asked.ctx, asked.found.id);
    const where = await whereItIs(asked, removal, text(asked.fields.back));
    return landing(where).saying('notice.back_what', { removal: removal.id });
  },
});

/** The page that shows what was brought back. If it is a list that one came from, its filters and page are kept. */
async function whereItIs(visit: LibraryVisit, removal: Removal, back: string): Promise<string> {
  const { base, ctx } = visit;
  const { page, hasOwnList } = kindOf(removal);
  if (page) return hasOwnList && back.startsWith(`${base}${page}`) && !/[\\\s]/.test(back) ? back : base + page;
  const about = await whereNow(ctx, [removal.about.id]);
  return addressOf(visit, removal, about.get(removal.about.id));
}

function addressOf({ to }: LibraryVisit, { about }: Removal, partner: Whereabouts | undefined): string {
  if (about.type === 'worksheet') return to('/worksheets/:id', { id: about.id });
  if (about.type === 'factor_set') return to('/factor-sets/:id', { id: about.id });
  return partner ? to('/partners/:id', { id: partner.partner_id }) : to('/removed');
}
