/** Typing in from paper: a grid of small fields, one key a score, for oneself or for a rater who handed in a sheet. */
import { allow, type Message, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse, version } from '../../house/parse.ts';
import {
  asTyped,
  handIn,
  type OwnRatings,
  ownRatings,
  ratingsOf,
  saveRatings,
} from '../../rooms/worksheets/ratings.ts';
import { mayTypeIn, parseCells, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { Scroll } from '../../ui/bits.tsx';
import { Form } from '../../ui/form.tsx';
import { useForm, useLanguage } from '../../ui/here.ts';
import { type App, libraryPage, redirect } from '../shell/door.tsx';
import { text } from '../shell/form-body.ts';
import { byGroup } from './factor-sets/sets.tsx';

export function paperPages(app: App, house: House): void {
  libraryPage(app, house, '/worksheets/:id/paper/:rater', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const sheet = await findWorksheet(ctx, visit.id());
      const here = `${base}/worksheets/${sheet.id}`;
      if (sheet.decision) return redirect(here);
      const rater = sheet.raters.find((each) => each.id === visit.id('rater'));
      if (!rater) throw new NotFound();
      allow(mayTypeIn(ctx.actor, sheet, rater.id));
      // Another rater's stored scores stay theirs: the grid starts empty, and only what is filled in is saved.
      const own = rater.id === ctx.actor.id;
      const stored = own ? asTyped(await ratingsOf(ctx, sheet.id, rater.id)) : {};
      const theirs = await ownRatings(ctx, sheet, rater.id);
      return {
        title: t('paper.grid_title', { name: rater.name }),
        section: 'worksheets',
        islands: ['paper-grid'],
        body: (
          <>
            <h1>{t('paper.grid_title', { name: rater.name })}</h1>
            <p>{sheet.purpose}</p>
            <p class="hint">{t('paper.grid_hint')}</p>
            {!own && theirs.count > 0 && (
              <p class="warning">{t('paper.own_ratings', { name: rater.name, count: theirs.count })}</p>
            )}
            <Form again={again} initial={stored} version={rater.version} labels={labelsOf(sheet)} island="paper-grid">
              <Grid sheet={sheet} said={own ? onPaper(theirs) : onScreen(theirs)} />
              <p class="buttons">
                <button type="submit" name="go" value="hand-in">
                  {t('paper.save_hand_in')}
                </button>
                <button type="submit" name="go" value="save" class="quiet-button">
                  {t('paper.save_only')}
                </button>
                <a href={here}>{t('form.back')}</a>
              </p>
            </Form>
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      const raterId = visit.id('rater');
      const cells = parseCells(fields).filter((cell) => cell.score !== null || raterId === visit.ctx.actor.id);
      await saveRatings(visit.ctx, visit.id(), { raterId, cells, version: parse(version, fields.version) });
      if (text(fields.go) === 'hand-in') await handIn(visit.ctx, visit.id(), raterId);
      return {
        to: `${visit.base}/worksheets/${visit.id()}`,
        notice: text(fields.go) === 'hand-in' ? 'notice.handed_in' : 'notice.saved',
      };
    },
  });
}

/** Beside a cell stands what the other way of rating said. */
type Said = Map<string, Message>;
const placeOf = ({ code, partnerId }: { code: string; partnerId: string }) => `${code}.${partnerId}`;
const scoreOf = (score: number | null) => (score === null ? '?' : String(score));
const onPaper = ({ beside }: OwnRatings): Said =>
  new Map(
    beside.map((each) => [
      placeOf(each),
      { key: 'paper.on_paper', values: { score: scoreOf(each.paper), name: each.typedBy } },
    ]),
  );
const onScreen = ({ cells }: OwnRatings): Said =>
  new Map(cells.map((each) => [placeOf(each), { key: 'paper.on_screen', values: { score: scoreOf(each.score) } }]));

const labelsOf = (sheet: Worksheet) =>
  Object.fromEntries(
    sheet.factors.flatMap((factor) =>
      sheet.partners.map((partner) => [`score.${factor.code}.${partner.id}`, `${factor.code} ${partner.name}`]),
    ),
  );

function Grid({ sheet, said }: { sheet: Worksheet; said: Said }) {
  const { t, words, message } = useLanguage();
  const { values, errors } = useForm();
  return (
    <Scroll label={t('paper.grid_label')}>
      <table class="paper-grid">
        <thead>
          <tr>
            <th scope="col">{t('field.factor')}</th>
            {sheet.partners.map((partner) => (
              <th scope="col" key={partner.id}>
                {partner.name}
              </th>
            ))}
          </tr>
        </thead>
        {byGroup(sheet.factors).map(([group, factors]) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={sheet.partners.length + 1}>
                {group}. {factors[0] && words(factors[0].groupName)}
              </th>
            </tr>
            {factors.map((factor) => (
              <tr key={factor.code}>
                <th scope="row">
                  <span class="code">{factor.code}</span> {words(factor.name)}
                </th>
                {sheet.partners.map((partner) => {
                  const name = `score.${factor.code}.${partner.id}`;
                  const error = errors[name];
                  const beside = said.get(`${factor.code}.${partner.id}`);
                  const value = text(values[name]);
                  return (
                    <td key={partner.id}>
                      <input
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        maxLength={Math.max(sheet.factors.length, 'unknown'.length)}
                        name={name}
                        id={`field-${name.replace(/[^\w-]/g, '-')}`}
                        value={value === 'unknown' ? '?' : value}
                        aria-label={`${factor.code} ${partner.name}`}
                        aria-invalid={error ? 'true' : undefined}
                      />
                      {error && <span class="error block">{message(error)}</span>}
                      {beside && <span class="hint block">{message(beside)}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
}
