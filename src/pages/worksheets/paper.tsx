/** Typing in from paper: a grid of small fields, one key a score, for oneself or for a rater who handed in a sheet. */
import { found } from '../../house/errors.ts';
import { parse, version } from '../../house/parse.ts';
import { asTyped, type OwnRatings, ownRatings, ratingsOf } from '../../rooms/worksheets/ratings.ts';
import { saveRatings } from '../../rooms/worksheets/saved-ratings.ts';
import { handIn } from '../../rooms/worksheets/submissions.ts';
import { mayTypeIn, parseCells, type Rater, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { Form } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { text } from '../shell/form-body.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Grid, onPaper, onScreen } from './paper-grid.tsx';
import { sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const paper = libraryPage({
  path: '/worksheets/:id/paper/:rater',
  may: (actor, { sheet, rater }) => mayTypeIn(actor, sheet, rater.id),
  load: paperOf,
  instead: ({ found: { sheet }, to }) => sheet.decision && to('/worksheets/:id', { id: sheet.id }),
  view: async (asked) => {
    const { ctx, found, language } = asked;
    const { sheet, rater } = found;
    // Another rater's stored scores stay theirs: the grid starts empty, and only what is filled in is saved.
    const stored = rater.id === ctx.actor.id ? asTyped(await ratingsOf(ctx, sheet.id, rater.id)) : {};
    return {
      title: language.t('paper.grid_title', { name: rater.name }),
      trail: worksheetTrail(asked, sheet),
      islands: ['paper-grid'],
      body: <Typing asked={asked} stored={stored} theirs={await ownRatings(ctx, sheet, rater.id)} />,
    };
  },
  submit: async ({ ctx, found: { sheet, rater }, fields, go }) => {
    const cells = parseCells(fields).filter((cell) => cell.score !== null || rater.id === ctx.actor.id);
    await saveRatings(ctx, sheet.id, { raterId: rater.id, cells, version: parse(version, fields.version) });
    const saved = go('/worksheets/:id', { id: sheet.id });
    if (text(fields.go) !== 'hand-in') return saved.saying('notice.saved');
    await handIn(ctx, sheet.id, rater.id);
    return saved.saying('notice.handed_in');
  },
});

type Paper = { sheet: Worksheet; rater: Rater };

async function paperOf(visit: LibraryVisit): Promise<Paper> {
  const sheet = await sheetOf(visit);
  return { sheet, rater: found(sheet.raters.find((each) => each.id === visit.id('rater'))) };
}

type Props = { asked: LibraryViewing<Paper>; stored: Values; theirs: OwnRatings };

function Typing({ asked: { again, ctx, found, to }, stored, theirs }: Props) {
  const { t } = useLanguage();
  const { sheet, rater } = found;
  const own = rater.id === ctx.actor.id;
  return (
    <>
      <p>{sheet.purpose}</p>
      <p class="hint">{t('paper.grid_hint')}</p>
      {!own && theirs.count > 0 && (
        <p class="warning">{t('paper.own_ratings', { name: rater.name, count: theirs.count })}</p>
      )}
      <Form again={again} initial={stored} version={rater.version} labels={labelsOf(sheet)} island="paper-grid">
        <Grid sheet={sheet} said={own ? onPaper(theirs) : onScreen(theirs)} />
        <Save back={to('/worksheets/:id', { id: sheet.id })} />
      </Form>
    </>
  );
}

function Save({ back }: { back: string }) {
  const { t } = useLanguage();
  return (
    <p class="buttons">
      <button type="submit" name="go" value="hand-in">
        {t('paper.save_hand_in')}
      </button>
      <button type="submit" name="go" value="save" class="quiet-button">
        {t('paper.save_only')}
      </button>
      <a href={back}>{t('form.back')}</a>
    </p>
  );
}

const labelsOf = (sheet: Worksheet) =>
  Object.fromEntries(
    sheet.factors.flatMap((factor) =>
      sheet.partners.map((partner) => [`score.${factor.code}.${partner.id}`, `${factor.code} ${partner.name}`]),
    ),
  );
