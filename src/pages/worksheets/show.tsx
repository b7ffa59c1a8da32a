/** A worksheet: how far the raters are, and, once it may be seen, the comparison with its sentence, plot, table, notes and decision. */
import { atLeast, today } from '../../house/ctx.ts';
import { allow, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { historyOf } from '../../house/history.ts';
import { parse } from '../../house/parse.ts';
import { type LookBack, lookBacksOf } from '../../rooms/evaluations/decisions.ts';
import type { FactorFigures } from '../../rooms/evaluations/scoring.ts';
import { isRater, mayDecide, mayEditWorksheet, mayRate, mayTypeIn, type Worksheet, type WorksheetFactor } from '../../rooms/evaluations/worksheet.ts';
import { findWorksheet } from '../../rooms/evaluations/worksheets.ts';
import { openStep, setNextStep } from '../../rooms/partners/next-steps.ts';
import { mayLog, nextStepDraft } from '../../rooms/partners/partner.ts';
import { CreditLine, FigureText, Prose, Scroll } from '../../ui/bits.tsx';
import { DotAxis, DotRow, PartnerMark } from '../../ui/dot-plot.tsx';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage } from '../door.tsx';
import { byGroup } from '../factors/sets.tsx';
import { HistoryList } from '../partners/history.tsx';
import { type Compared, comparisonFor, comparisonSentence, isWeighted, overallSentence } from './comparison.ts';
import { RemoveWorksheet } from './removal.tsx';

export function worksheetShowPages(app: App, house: House): void {
  libraryPage(app, house, '/worksheets/:id', {
    show: async (visit) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const sheet = await findWorksheet(ctx, visit.id());
      const compared = await comparisonFor(ctx, sheet);
      const lookBacks = sheet.decision ? await lookBacksOf(ctx, sheet.id) : [];
      const here = `${base}/worksheets/${sheet.id}`;
      return {
        title: sheet.purpose,
        section: 'worksheets',
        body: (
          <>
            <h1>{sheet.purpose}</h1>
            <p class="quiet">
              {t('worksheets.comparing', { partners: language.list(sheet.partners.map((partner) => partner.name)) })} ·{' '}
              {t('worksheets.factor_set', { name: sheet.builtIn ? t('factor_set.built_in') : sheet.factorSetName, number: sheet.factorSetNumber })}
            </p>
            {sheet.decision && <DecisionBox sheet={sheet} lookBacks={lookBacks} here={here} visit={visit} />}
            {!sheet.decision && <Progress sheet={sheet} here={here} visit={visit} />}
            {compared ? (
              <ComparisonView sheet={sheet} compared={compared} here={here} mayRaise={mayLog(ctx.actor) && !sheet.decision} />
            ) : (
              <NotYet sheet={sheet} visit={visit} />
            )}
            <nav class="no-print" aria-label={t('worksheets.files')}>
              <h2>{t('worksheets.files')}</h2>
              <ul class="plain lines">
                <li>
                  <a href={`${here}/print`}>{t('paper.print_link')}</a>
                </li>
                {compared && (
                  <>
                    <li>
                      <a href={`${here}/comparison.xlsx`}>{t('files.xlsx')}</a>
                    </li>
                    <li>
                      <a href={`${here}/comparison.csv`}>{t('files.csv')}</a>
                    </li>
                    <li>
                      <a href={`${here}/comparison.csv?for=machines`}>{t('files.csv_raw')}</a>
                    </li>
                  </>
                )}
                <li>
                  <a href={`${here}/history`}>{t('history.link')}</a>
                </li>
              </ul>
            </nav>
            <RemoveWorksheet sheet={sheet} visit={visit} />
            <CreditLine />
          </>
        ),
      };
    },
  });

  libraryPage(app, house, '/worksheets/:id/history', {
    show: async (visit) => {
      const sheet = await findWorksheet(visit.ctx, visit.id());
      const title = visit.language.t('history.title', { name: sheet.purpose });
      return {
        title,
        section: 'worksheets',
        body: (
          <>
            <h1>{title}</h1>
            <HistoryList lines={await historyOf(visit.ctx, [sheet.id])} />
          </>
        ),
      };
    },
  });

  libraryPage(app, house, '/worksheets/:id/raise/:code/:partner', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, words, day } = language;
      allow(mayLog(ctx.actor));
      const { sheet, factor, partner } = await placeOn(visit);
      const step = await openStep(ctx, partner.id);
      const initial = { what: `${factor.code} ${words(factor.name)}: `, due_on: today(ctx, 14) };
      return {
        title: t('raise.title'),
        section: 'worksheets',
        body: (
          <div class="narrow">
            <h1>{t('raise.title')}</h1>
            <p>
              <strong>{partner.name}</strong>: {factor.code} {words(factor.name)}
            </p>
            <p>{words(factor.prompt)}</p>
            <p class="hint">{words(factor.evidence)}</p>
            {step && <p class="warning">{t('step.will_replace', { what: step.what, day: day(step.due_on) })}</p>}
            <Form again={again} initial={initial}>
              <TextField name="what" label={t('field.what')} hint={t('raise.hint')} />
              <TextField name="due_on" type="date" label={t('field.due_on')} />
              <Buttons save={t('step.set')} cancel={`${base}/worksheets/${sheet.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const { partner } = await placeOn(visit);
      await setNextStep(visit.ctx, partner.id, parse(nextStepDraft, fields));
      return { to: `${visit.base}/partners/${partner.id}`, notice: 'notice.step_set' };
    },
  });
}

async function placeOn(visit: LibraryVisit) {
  const sheet = await findWorksheet(visit.ctx, visit.id());
  const factor = sheet.factors.find((each) => each.code === visit.param('code'));
  const partner = sheet.partners.find((each) => each.id === visit.id('partner'));
  if (!factor || !partner) throw new NotFound();
  return { sheet, factor, partner };
}

function Progress({ sheet, here, visit: { ctx } }: { sheet: Worksheet; here: string; visit: LibraryVisit }) {
  const { t, dayOf } = useLanguage();
  return (
    <section class="card progress">
      <h2>{t('worksheets.raters')}</h2>
      <ul class="plain lines">
        {sheet.raters.map((rater) => (
          <li key={rater.id}>
            {rater.name}:{' '}
            {rater.submittedAt ? t('worksheets.handed_in_on', { day: dayOf(rater.submittedAt) }) : <span class="quiet">{t('worksheets.not_yet')}</span>}
            {mayTypeIn(ctx.actor, sheet, rater.id) && (
              <>
                {' '}
                <a class="no-print" href={`${here}/paper/${rater.id}`}>
                  {t('paper.type_in')}
                  <span class="unseen">: {rater.name}</span>
                </a>
              </>
            )}
          </li>
        ))}
        {sheet.raters.length === 0 && <li>{t('worksheets.no_raters')}</li>}
      </ul>
      <p class="buttons no-print">
        {mayRate(ctx.actor, sheet) && (
          <a class="button" href={`${here}/rate`}>
            {sheet.raters.find((rater) => rater.id === ctx.actor.id)?.submittedAt ? t('rate.change') : t('rate.link')}
          </a>
        )}
        {mayDecide(ctx.actor, sheet) && (
          <a class="button quiet-button" href={`${here}/decision`}>
            {t('decision.link')}
          </a>
        )}
        {mayEditWorksheet(ctx.actor, sheet) && <a href={`${here}/edit`}>{t('worksheets.edit')}</a>}
      </p>
    </section>
  );
}

function NotYet({ sheet, visit }: { sheet: Worksheet; visit: LibraryVisit }) {
  const { t } = useLanguage();
  const hidden = isRater(visit.ctx.actor, sheet) && sheet.raters.some((rater) => rater.submittedAt);
  return <p class="empty">{hidden ? t('worksheets.hidden') : t('worksheets.nothing_yet')}</p>;
}

function DecisionBox({ sheet, lookBacks, here, visit }: { sheet: Worksheet; lookBacks: LookBack[]; here: string; visit: LibraryVisit }) {
  const { t, list, moment, day, message } = useLanguage();
  const { decision } = sheet;
  if (!decision) return null;
  const chosen = sheet.partners.filter((partner) => decision.chosen.includes(partner.id)).map((partner) => partner.name);
  return (
    <section class="decision" aria-labelledby="decision-title">
      <h2 id="decision-title">{chosen.length > 0 ? t('decision.chosen', { names: list(chosen), count: chosen.length }) : t('decision.none_chosen')}</h2>
      <Prose text={decision.reason} />
      <p class="quiet">{t('decision.by', { who: decision.decidedBy, at: moment(decision.decidedAt) })}</p>
      {lookBacks.map((look) => (
        <div key={look.at.getTime()}>
          <h3>{t('look_back.on', { at: moment(look.at), who: look.who })}</h3>
          <Prose text={look.whatHappened} />
          <p>{message({ key: `look_back.${look.chooseAgain}` })}</p>
        </div>
      ))}
      {lookBacks.length === 0 && decision.lookBackOn && <p>{t('look_back.due', { day: day(decision.lookBackOn) })}</p>}
      {atLeast(visit.ctx.actor, 'contributor') && (
        <p class="no-print">
          <a href={`${here}/look-back`}>{t('look_back.link')}</a>
        </p>
      )}
    </section>
  );
}

type ViewProps = { sheet: Worksheet; compared: Compared };

function ComparisonView({ sheet, compared, here, mayRaise }: ViewProps & { here: string; mayRaise: boolean }) {
  const language = useLanguage();
  const { t } = language;
  const { comparison } = compared;
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">{t('comparison.title')}</h2>
      <p class="lead">{comparisonSentence(language, sheet, comparison)}</p>
      <p>{overallSentence(language, sheet, comparison)}</p>
      {isWeighted(sheet) && <p class="quiet">{t('comparison.weighted')}</p>}
      <OverallTable sheet={sheet} compared={compared} />
      <Plot sheet={sheet} compared={compared} />
      <FigureTable sheet={sheet} compared={compared} />
      <Details sheet={sheet} compared={compared} here={here} mayRaise={mayRaise} />
    </section>
  );
}

function OverallTable({ sheet, compared: { comparison } }: ViewProps) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('comparison.overall')}>
      <table class="overall">
        <thead>
          <tr>
            <th scope="col">{t('field.partner')}</th>
            <th scope="col">{t('comparison.overall')}</th>
            <th scope="col">{t('comparison.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.partners.map((partner, at) => {
            const overall = comparison.overall[partner.id];
            return (
              overall && (
                <tr key={partner.id}>
                  <th scope="row">
                    <PartnerMark at={at} /> {partner.name}
                  </th>
                  <td>
                    <FigureText figure={overall.figure} />
                  </td>
                  <td>
                    {t('comparison.known', { known: overall.known, total: overall.total })}
                    {overall.figure.value === null && <span class="quiet"> {t('comparison.too_little')}</span>}
                  </td>
                </tr>
              )
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

const byDifference = (factors: FactorFigures[]) => [...factors].sort((a, b) => (b.difference ?? -1) - (a.difference ?? -1));

function Plot({ sheet, compared: { comparison } }: ViewProps) {
  const { t, words } = useLanguage();
  const factor = (code: string) => sheet.factors.find((each) => each.code === code);
  return (
    <figure class="plot">
      <figcaption>
        <p>{t('plot.caption')}</p>
        <ul class="plain legend">
          {sheet.partners.map((partner, at) => (
            <li key={partner.id}>
              <PartnerMark at={at} /> {partner.name}
            </li>
          ))}
        </ul>
      </figcaption>
      {comparison.groups.map((group) => (
        <section key={group.code}>
          <div class="plot-line plot-head">
            <h3>
              {group.code}. {words(factor(group.factors[0]?.code ?? '')?.groupName ?? { en: '', es: '' })}
            </h3>
            <DotAxis />
          </div>
          {byDifference(group.factors).map((figures) => (
            <div class="plot-line" key={figures.code}>
              <p>
                <span class="code">{figures.code}</span> {words(factor(figures.code)?.name ?? { en: '', es: '' })}
              </p>
              <DotRow
                dots={sheet.partners.map((partner) => {
                  const { value, low, high } = figures.byPartner[partner.id] ?? { value: null, low: null, high: null };
                  return { name: partner.name, value, low, high };
                })}
              />
            </div>
          ))}
        </section>
      ))}
    </figure>
  );
}

function FigureTable({ sheet, compared: { comparison } }: ViewProps) {
  const { t, words, figure } = useLanguage();
  const weighted = isWeighted(sheet);
  const handedIn = sheet.raters.filter((rater) => rater.submittedAt).length;
  const span = sheet.partners.length + (weighted ? 3 : 2);
  return (
    <Scroll label={t('comparison.table')}>
      <table class="figures">
        <caption>{t('comparison.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.factor')}</th>
            {weighted && <th scope="col">{t('field.weight')}</th>}
            {sheet.partners.map((partner) => (
              <th scope="col" key={partner.id}>
                {partner.name}
              </th>
            ))}
            <th scope="col">{t('comparison.difference')}</th>
          </tr>
        </thead>
        {comparison.groups.map((group) => {
          const names = sheet.factors.filter((factor) => factor.group === group.code);
          return (
            <tbody key={group.code}>
              <tr>
                <th scope="rowgroup" colSpan={span}>
                  {group.code}. {names[0] && words(names[0].groupName)}
                </th>
              </tr>
              {group.factors.map((figures) => (
                <tr key={figures.code}>
                  <th scope="row">
                    <span class="code">{figures.code}</span> {words(names.find((factor) => factor.code === figures.code)?.name ?? { en: '', es: '' })}
                  </th>
                  {weighted && <td class="number">×{figures.weight}</td>}
                  {sheet.partners.map((partner) => {
                    const cell = figures.byPartner[partner.id];
                    return (
                      <td key={partner.id}>
                        {cell && <FigureText figure={cell} />}
                        {cell && cell.value !== null && cell.raters < handedIn && (
                          <span class="quiet block">{t('comparison.raters_of', { given: cell.raters, all: handedIn })}</span>
                        )}
                        {cell?.disagreement && <span class="disagree block">{t('comparison.disagree', { low: cell.low ?? 0, high: cell.high ?? 0 })}</span>}
                      </td>
                    );
                  })}
                  <td class="number">{figures.difference === null ? '–' : figure(figures.difference)}</td>
                </tr>
              ))}
              <tr class="mean">
                <th scope="row">{t('comparison.group_mean')}</th>
                {weighted && <td />}
                {sheet.partners.map((partner) => {
                  const cell = group.byPartner[partner.id];
                  return <td key={partner.id}>{cell && <FigureText figure={cell} />}</td>;
                })}
                <td>{group.lead === null ? '–' : 'tied' in group.lead ? t('comparison.tie') : figure(group.lead.by)}</td>
              </tr>
            </tbody>
          );
        })}
      </table>
    </Scroll>
  );
}

/** Where the raters disagree and what they wrote, factor by factor; a weak or unknown factor offers the next step that would raise it. */
function Details({ sheet, compared, here, mayRaise }: ViewProps & { here: string; mayRaise: boolean }) {
  const { t } = useLanguage();
  return (
    <section class="raters-said">
      <h2>{t('comparison.said')}</h2>
      {byGroup(sheet.factors).map(([group, factors]) => (
        <div key={group}>
          {factors.map((factor) => (
            <FactorDetails key={factor.code} factor={factor} sheet={sheet} compared={compared} here={here} mayRaise={mayRaise} />
          ))}
        </div>
      ))}
    </section>
  );
}

function FactorDetails({ factor, sheet, compared, here, mayRaise }: ViewProps & { factor: WorksheetFactor; here: string; mayRaise: boolean }) {
  const { t, words } = useLanguage();
  const figures = compared.comparison.groups.flatMap((group) => group.factors).find((each) => each.code === factor.code);
  const disagreement = Object.values(figures?.byPartner ?? {}).some((figure) => figure.disagreement);
  return (
    <details class="card" open={disagreement}>
      <summary>
        <span class="code">{factor.code}</span> {words(factor.name)} {disagreement && <strong class="disagree">{t('comparison.raters_disagree')}</strong>}
      </summary>
      <div class="side-by-side">
        {sheet.partners.map((partner) => {
          const figure = figures?.byPartner[partner.id];
          const weak = figure && (figure.value === null || figure.band !== 'strength');
          return (
            <div key={partner.id}>
              <h3>{partner.name}</h3>
              {compared.ratings
                .filter((rating) => rating.code === factor.code && rating.partnerId === partner.id)
                .map((rating) => (
                  <div class="said" key={rating.raterId}>
                    <p>
                      {sheet.raters.find((rater) => rater.id === rating.raterId)?.name}:{' '}
                      <strong>{rating.unknown ? t('score.unknown') : (rating.score ?? '–')}</strong>
                    </p>
                    {rating.note && <Prose text={rating.note} />}
                    {rating.evidence && <p class="quiet">{t('comparison.evidence', { evidence: rating.evidence })}</p>}
                  </div>
                ))}
              {mayRaise && weak && (
                <p class="no-print">
                  <a href={`${here}/raise/${factor.code}/${partner.id}`}>
                    {t('raise.link')}
                    <span class="unseen">
                      {' '}
                      {partner.name}, {factor.code}
                    </span>
                  </a>
                </p>
              )}
            </div>
          );
        })}
      </div>
    </details>
  );
}
