/** Findings as a tagged PDF, for boards and for partners. */
import type { Locale } from '../../house/ctx.ts';
import { speak } from '../../house/messages.ts';
import { findFile } from '../../house/stored-files.ts';
import { type Paper, typeset } from '../../house/typeset/typeset.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import type { ToldFindings } from './told.ts';

const LOGO = '/pages/interviews/logo.png';
type Asked = { told: ToldFindings; locale: Locale; paper: Paper };

export async function findingsPdf({ ctx, left }: LibraryVisit, { told, locale, paper }: Asked) {
  const { t, dayOf } = speak(locale, ctx.library.timeZone);
  const logo = ctx.library.logo ? await findFile(ctx, ctx.library.logo) : null;
  const labels = {
    ...{ asked: t('interviews.who_was_asked'), said: t('interviews.what_they_said'), next: t('interviews.next_steps') },
    ...{ who: t('interviews.who'), held: t('interviews.held_of_wanted'), theme: t('interviews.theme') },
    ...{ leaders: t('interviews.leaders'), nothing: t('interviews.nothing_marked') },
    page: t('brief.page', { page: '{page}', pages: '{pages}' }),
  };
  return typeset(
    {
      template: 'pages/interviews/findings.typ',
      ...{ locale, title: told.title, paper, made: ctx.now.getTime() },
      data: {
        ...{ ...told, labels, day: dayOf(ctx.now) },
        logo: logo && { path: LOGO, alt: t('settings.logo_of', { name: ctx.library.name }) },
      },
      files: { ...(logo && { [LOGO]: logo.bytes }) },
    },
    left,
  );
}
