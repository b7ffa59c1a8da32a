/** Answers the duplicates island while somebody types: the similar organizations in words, or an empty list. */
import { mayLog } from '../../rooms/partners/partner.ts';
import { libraryPage } from '../shell/page.ts';
import { likenessOf } from './likeness.tsx';

export const newDuplicates = libraryPage({
  path: '/partners/new/duplicates',
  may: mayLog,
  view: async (asked) => {
    const { language, to, url } = asked;
    const similar = await likenessOf(asked, Object.fromEntries(url.searchParams));
    const lines = similar.map((each) => ({
      name: each.name,
      href: each.partnerId ? to('/partners/:id', { id: each.partnerId }) : null,
      why: language.list(each.reasons.map((reason) => language.message({ key: `duplicates.${reason}` }))),
    }));
    return Response.json({ title: language.t('duplicates.title'), lines });
  },
});
