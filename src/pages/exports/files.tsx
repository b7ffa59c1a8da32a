/** The files of the exports page, each a page at its own address. */

import { idFrom } from '../../house/ids.ts';
import { streamOf } from '../../house/stream.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { mayExport, mayTakeArchive, type Scope, scope } from '../../views/exports/export.ts';
import { tellOfPersonal } from '../../views/exports/people-sheets.ts';
import { idsAsked, partnersAsked } from '../partners/question.ts';
import { redirect } from '../shell/landing.ts';
import { renderPage } from '../shell/layout.tsx';
import { type LibraryPage, libraryPage } from '../shell/page.ts';
import { type LibraryVisit, limit } from '../shell/visit.ts';
import { FILES, type FileName } from './list.ts';
import { MADE } from './pieces.ts';

const file = (name: FileName, may = mayExport): LibraryPage =>
  libraryPage({ path: `/exports/${name}`, may, type: FILES[name].type, view: (visit) => send(visit, name) });

/**
 * Files with people's private data are asked for by a button (POST) and not by a link, because the history notes who
 * exported them.
 */
const personal = (name: FileName): LibraryPage =>
  libraryPage({
    path: `/exports/${name}`,
    may: mayExport,
    view: ({ to }) => redirect(to('/exports')),
    submit: async (visit) => {
      const answer = await send(visit, name);
      if (answer.ok) await tellOfPersonal(visit.ctx, name);
      return answer;
    },
  });

export const exportFiles: LibraryPage[] = [
  file('partners.xlsx'),
  file('partners.csv'),
  file('contacts.csv'),
  file('partners-3.vcf'),
  file('partners-4.vcf'),
  personal('contacts-with-personal-data.csv'),
  personal('contacts-with-personal-data.xlsx'),
  personal('cards-with-personal-data-3.vcf'),
  personal('cards-with-personal-data-4.vcf'),
  file('hsds.json'),
  file('hsds.zip'),
  file('archive.zip', mayTakeArchive),
];

/** The file is made while it is sent, from one snapshot of the database; that ends when the client disconnects. */
async function send(visit: LibraryVisit, name: FileName): Promise<Response> {
  await limit(visit, 'files', visit.visitor.userId);
  const pieces = MADE[name](visit, await scopeOf(visit));
  const leave = visit.house.readers.enter(visit.ctx.library.id);
  if (!leave) return tooManyFiles(visit);
  return new Response(streamOf(pieces, leave), {
    headers: { 'Content-Type': FILES[name].type, 'Content-Disposition': `attachment; filename="${name}"` },
  });
}

/** All, the active ones, or "these": those that are named, or those that the list of partners has. */
async function scopeOf({ ctx, url }: LibraryVisit): Promise<Scope> {
  const asked = url.searchParams;
  if (asked.get('partners') !== 'these') return scope.parse(asked.get('partners'));
  const named = asked.getAll('id').map((id): PartnerId => idFrom(id));
  return { these: named.length > 0 ? named : await idsAsked(ctx, partnersAsked(asked), MOST) };
}
const MOST = 100_000;

/** The answer when as many files are being sent as may be at a time: pages need the database too. */
function tooManyFiles(visit: LibraryVisit): Response {
  const { t } = visit.language;
  const body = (
    <>
      <p>{t('exports.busy_text')}</p>
      <p>
        <a href={visit.to('/exports')}>{t('exports.title')}</a>
      </p>
    </>
  );
  const html = renderPage(visit, { title: t('exports.busy'), body });
  return new Response(html, {
    status: 429,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '60' },
  });
}
