/** A pitch as one page that is left behind: with the library's logo, a code that leads to its website, and sources. */
import encodeQR from 'qr';
import type { Ctx } from '../../house/ctx.ts';
import { NotFound } from '../../house/errors.ts';
import { findFile } from '../../house/stored-files.ts';
import { canTypeset, type Paper, typeset } from '../../house/typeset/typeset.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { picturesOf } from '../../rooms/stories/pictures.ts';
import type { StoryId } from '../../rooms/stories/story.ts';
import type { Pitch } from '../../rooms/talking-points/pitch.ts';
import { libraryPage } from '../shell/page.ts';
import { fileName, PDF, sent } from '../shell/sent.ts';
import { type LibraryVisit, limit } from '../shell/visit.ts';
import { pitchOf } from './pitch-edit.tsx';
import { toldOf } from './told.ts';

export const leaveBehind = libraryPage<Pitch>({
  path: '/pitches/:id/leave-behind.pdf',
  may: anyMember,
  load: pitchOf,
  type: PDF,
  view: async (asked) => {
    if (!canTypeset()) throw new NotFound();
    await limit(asked, 'files', asked.visitor.userId);
    const bytes = await leaveBehindPdf(
      asked,
      asked.found,
      asked.url.searchParams.get('paper') === 'a4' ? 'a4' : 'letter',
    );
    return sent(bytes, { name: fileName(asked.found.partner, 'pdf'), type: PDF, inline: true });
  },
});

async function leaveBehindPdf(asked: LibraryVisit, pitch: Pitch, paper: Paper) {
  const { ctx, left } = asked;
  const told = await toldOf(asked, pitch, 'paper');
  const { t } = told.language;
  const logo = ctx.library.logo ? await findFile(ctx, ctx.library.logo) : null;
  const picture = told.story && (await pictureFor(ctx, told.story.id));
  const title = t('pitches.paper_title', { library: ctx.library.name, partner: pitch.partner });
  const data = {
    ...{ library: ctx.library.name, partner: pitch.partner, day: told.day, website: told.website },
    ...{ they_want: pitch.they_want, we_give: pitch.we_give, ask: pitch.ask, points: told.points, story: told.story },
    contact: [told.contact.name, told.contact.email].filter(Boolean).join(' · '),
    picture: picture && { path: picture.path, alt: picture.alt[pitch.locale] || picture.alt.en || picture.alt.es },
    logo: logo && { path: LOGO, alt: t('settings.logo_of', { name: ctx.library.name }) },
    qr: told.website && {
      modules: encodeQR(told.website, 'raw', { border: 1 }),
      alt: t('paper.qr', { address: told.website }),
    },
    labels: {
      they_want: t('pitches.they_want_head'),
      we_give: t('pitches.we_give_head'),
      points: t('pitches.points_head'),
      story: t('pitches.story_head'),
      ask: t('pitches.ask_head'),
      call: t('pitches.call'),
      page: t('brief.page', { page: '{page}', pages: '{pages}' }),
    },
  };
  return typeset(
    {
      template: 'pages/talking-points/leave-behind.typ',
      ...{ locale: pitch.locale, title, paper, data, pages: 1, largest: 13, made: ctx.now.getTime() },
      files: { ...(logo && { [LOGO]: logo.bytes }), ...(picture && { [picture.path]: picture.bytes }) },
    },
    left,
  );
}

/** The first of the story's pictures, under the path by which the template names it. */
async function pictureFor(ctx: Ctx, story: StoryId) {
  const [first] = await picturesOf(ctx, story);
  if (!first) return null;
  const { type, bytes } = await findFile(ctx, first.sha256);
  return { path: `/pages/talking-points/story.${type.replace('image/', '')}`, bytes, alt: first.alt };
}

const LOGO = '/pages/talking-points/logo.png';
