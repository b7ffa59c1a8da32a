/**
 * Looking for organizations in the host's public lists. The question is all in the address; the two buttons of a row
 * post to that same address, so that the list one is working through stays where it is.
 */
import type { Ctx } from '../../../house/ctx.ts';
import { parse } from '../../../house/parse.ts';
import { anyMember } from '../../../rooms/accounts/account.ts';
import { sectorsOf } from '../../../rooms/directory/sectors.ts';
import {
  dismissListed,
  listedAnswer,
  mayAnswer,
  organizationLike,
  promoteListed,
} from '../../../rooms/sourcing/leads/listed-answers.ts';
import { searchForLibrary } from '../../../rooms/sourcing/leads/listed-search.ts';
import { publicListsFilter } from '../../../rooms/sourcing/public-lists/filter.ts';
import { publicListsAreEmpty, statesOf } from '../../../rooms/sourcing/public-lists/search.ts';
import type { Again } from '../../../ui/here.ts';
import { text } from '../../shell/form-body.ts';
import type { View } from '../../shell/layout.tsx';
import { Link } from '../../shell/link.tsx';
import { type LibrarySubmitting, type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { questionIn } from '../question.ts';
import { Filters } from './filters.tsx';
import { Refusal } from './refusal.tsx';
import { Results } from './results.tsx';

export const publicLists = libraryPage({
  path: '/public-lists',
  may: anyMember,
  maySubmit: mayAnswer,
  view: listView,
  submit: answer,
});

async function listView({ ctx, url, language: { t }, again }: LibraryViewing): Promise<View> {
  const filter = publicListsFilter.parse(questionIn(url));
  const page = await searchForLibrary(ctx, filter);
  const [sectors, states] = [await sectorsOf(ctx), await statesOf(ctx)];
  const empty = page.rows.length === 0 && states.length === 0 && (await publicListsAreEmpty(ctx));
  const known = again && (await knownOne(ctx, again));
  return {
    title: t('public_lists.title'),
    glyphs: true,
    actions: <Link to="/public-lists/dismissed">{t('public_lists.dismissed_link')}</Link>,
    body: (
      <>
        {again && <Refusal again={again} known={known} />}
        <p>{t('public_lists.text')}</p>
        <Filters filter={filter} sectors={sectors} states={states} />
        <Results page={page} filter={filter} sectors={sectors} question={questionIn(url)} empty={empty} />
      </>
    ),
  };
}

/** The organization that the library has already, where that is why one was not added. */
const knownOne = async (ctx: Ctx, { values, errors }: Again) =>
  errors.form?.key === 'error.listed_organization_known'
    ? organizationLike(ctx, text(values.source), text(values.source_key))
    : undefined;

async function answer({ ctx, url, fields, go }: LibrarySubmitting) {
  const { answer, source, source_key } = parse(listedAnswer, fields);
  if (answer === 'promote')
    return go('/partners/:id', { id: await promoteListed(ctx, source, source_key) }).saying('notice.partner_added');
  const removal = await dismissListed(ctx, source, source_key);
  return go('/public-lists', questionIn(url)).saying('notice.listed_organization_dismissed', { removal });
}
