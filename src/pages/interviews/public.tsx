/**
 * Findings for anybody, once the library has switched them on: without script, without a menu, in English and Spanish.
 */
import { localeCalled, today } from '../../house/ctx.ts';
import { idFrom } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { enter, findLibrary } from '../../rooms/accounts/libraries.ts';
import { publishedReport } from '../../rooms/interviews/findings.ts';
import { publicPage } from '../shell/public-page.ts';
import { FindingsRead } from './findings-view.tsx';
import { kindsOf } from './parts.tsx';
import { toldFindings } from './told.ts';

export const publicFindings = publicPage({
  path: '/l/:library/findings/:id',
  load: async ({ host, param, url }) => {
    const ctx = await enter(host, await findLibrary(host, param('library')));
    const report = await publishedReport(ctx, idFrom(param('id')));
    const locale = localeCalled(url.searchParams.get('lang')) ?? report.round.locale;
    const language = speak(locale, ctx.library.timeZone);
    const told = toldFindings(report, await kindsOf(ctx), { library: ctx.library.name, language, onDay: today(ctx) });
    return { ctx, language, told };
  },
  view: ({ told }) => ({ title: told.title, body: <FindingsRead told={told} /> }),
});
