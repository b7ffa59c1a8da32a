/**
 * The rating form: one page, a fieldset for each group, for each factor and partner five numbers and "don't know yet",
 * a note and where the evidence comes from. Plain HTML saves with a button; the autosave island saves while one goes.
 */
import { memberId } from '../../house/ctx.ts';
import { allow, Conflict, Forbidden, Invalid } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse, version } from '../../house/parse.ts';
import { asTyped, handIn, ratingsOf, saveRatings } from '../../rooms/worksheets/ratings.ts';
import { type Readiness, readiness } from '../../rooms/worksheets/readiness.ts';
import {
  isRater,
  mayRate,
  NEEDS_NOTE,
  parseCells,
  type Worksheet,
  type WorksheetFactor,
} from '../../rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { CreditLine } from '../../ui/bits.tsx';
import { Form } from '../../ui/form.tsx';
import { useForm, useLanguage } from '../../ui/here.ts';
import { type App, draftOf, type LibraryVisit, libraryPage, redirect } from '../shell/door.tsx';
import { text } from '../shell/form-body.ts';
import { byGroup } from './factor-sets/sets.tsx';

const ownSheet = async (visit: LibraryVisit) => {
  const sheet = await findWorksheet(visit.ctx, visit.id());
  if (!isRater(visit.ctx.actor, sheet)) throw new Forbidden();
  return sheet;
};

export function ratePages(app: App, house: House): void {
  libraryPage(app, house, '/worksheets/:id/rate', {
    drafts: true,
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, words } = language;
      const sheet = await ownSheet(visit);
      const here = `${base}/worksheets/${sheet.id}`;
      if (sheet.decision) return redirect(here);
      allow(mayRate(ctx.actor, sheet));
      const me = sheet.raters.find((rater) => rater.id === ctx.actor.id);
      const stored = asTyped(await ratingsOf(ctx, sheet.id, memberId(ctx)));
      return {
        title: t('rate.title', { purpose: sheet.purpose }),
        section: 'worksheets',
        islands: ['autosave'],
        body: (
          <>
            <h1>{t('rate.title', { purpose: sheet.purpose })}</h1>
            <p>{t('rate.text')}</p>
            {me?.submittedAt && <p class="warning">{t('rate.already_handed_in')}</p>}
            <Scale />
            <Form
              again={again}
              initial={stored}
              version={me?.version}
              labels={again?.theirs && cellLabels(visit, sheet)}
              class="rating"
              island="autosave"
              draft={draftOf(visit)}
            >
              {byGroup(sheet.factors).map(([group, factors]) => (
                <fieldset key={group} class="factor-group">
                  <legend>
                    <h2>
                      {group}. {factors[0] && words(factors[0].groupName)}
                    </h2>
                  </legend>
                  {factors.map((factor) => (
                    <FactorRow key={factor.code} factor={factor} sheet={sheet} />
                  ))}
                </fieldset>
              ))}
              <div class="save-bar">
                <p
                  class="save-state"
                  role="status"
                  data-save-state
                  data-saved={t('save.saved')}
                  data-saving={t('save.saving')}
                  data-unsent={t('save.unsent')}
                  data-conflict={t('save.conflict')}
                />
                <p class="buttons">
                  <button type="submit" name="go" value="check">
                    {t('rate.check')}
                  </button>
                  <button type="submit" name="go" value="stay" class="quiet-button">
                    {t('rate.save')}
                  </button>
                  <a href={here}>{t('form.back')}</a>
                </p>
              </div>
            </Form>
            <CreditLine />
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      await saveRatings(visit.ctx, visit.id(), {
        raterId: memberId(visit.ctx),
        cells: parseCells(fields),
        version: parse(version, fields.version),
      });
      const here = `${visit.base}/worksheets/${visit.id()}`;
      return text(fields.go) === 'check' ? `${here}/hand-in` : { to: `${here}/rate`, notice: 'notice.saved' };
    },
  });

  // The autosave island's door: the same verb, answering with the new version instead of a page; after a conflict with
  // what the server holds, too.
  libraryPage(app, house, '/worksheets/:id/autosave', {
    show: async (visit) => redirect(`${visit.base}/worksheets/${(await findWorksheet(visit.ctx, visit.id())).id}/rate`),
    submit: async (visit, fields) => {
      try {
        const saved = await saveRatings(visit.ctx, visit.id(), {
          raterId: memberId(visit.ctx),
          cells: parseCells(fields),
          version: parse(version, fields.version),
        });
        return Response.json({ version: saved });
      } catch (error) {
        if (error instanceof Conflict)
          return Response.json({ version: error.version, theirs: error.theirs }, { status: 409 });
        if (error instanceof Invalid) return Response.json({ invalid: true }, { status: 422 });
        throw error;
      }
    },
  });

  libraryPage(app, house, '/worksheets/:id/hand-in', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const sheet = await ownSheet(visit);
      const here = `${base}/worksheets/${sheet.id}`;
      if (sheet.decision) return redirect(here);
      allow(mayRate(ctx.actor, sheet));
      const ready = readiness(sheet, await ratingsOf(ctx, sheet.id, memberId(ctx)));
      return {
        title: t('hand_in.title'),
        section: 'worksheets',
        body: (
          <div class="narrow">
            <h1>{t('hand_in.title')}</h1>
            <ReadinessList ready={ready} sheet={sheet} here={here} />
            <p>{t('hand_in.text')}</p>
            <Form again={again}>
              <p class="buttons">
                <button type="submit">{t('hand_in.button')}</button>
                <a href={`${here}/rate`}>{t('hand_in.back')}</a>
              </p>
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit) => {
      await handIn(visit.ctx, visit.id(), memberId(visit.ctx));
      return { to: `${visit.base}/worksheets/${visit.id()}`, notice: 'notice.handed_in' };
    },
  });
}

function cellLabels({ language }: LibraryVisit, sheet: Worksheet): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const factor of sheet.factors) {
    for (const partner of sheet.partners) {
      const place = `${factor.code} ${partner.name}`;
      labels[`score.${factor.code}.${partner.id}`] = place;
      labels[`note.${factor.code}.${partner.id}`] = `${place}, ${language.t('field.note')}`;
      labels[`evidence.${factor.code}.${partner.id}`] = `${place}, ${language.t('field.evidence')}`;
    }
  }
  return labels;
}

/** What the numbers mean, in our own words. */
export function Scale() {
  const { t, message } = useLanguage();
  return (
    <dl class="scale" aria-label={t('scale.title')}>
      {['1', '2', '3', '4', '5', 'unknown'].map((score) => (
        <div key={score}>
          <dt>{score === 'unknown' ? '?' : score}</dt>
          <dd>{message({ key: `scale.${score}` })}</dd>
        </div>
      ))}
    </dl>
  );
}

function FactorRow({ factor, sheet }: { factor: WorksheetFactor; sheet: Worksheet }) {
  const { words } = useLanguage();
  return (
    <section class="factor-row" aria-labelledby={`factor-${factor.code}`}>
      <h3 id={`factor-${factor.code}`}>
        <span class="code">{factor.code}</span> {words(factor.name)}
      </h3>
      <p>{words(factor.prompt)}</p>
      <p class="hint">{words(factor.evidence)}</p>
      <div class="cells">
        {sheet.partners.map((partner) => (
          <CellFields key={partner.id} factor={factor} partner={partner} />
        ))}
      </div>
    </section>
  );
}

function CellFields({ factor, partner }: { factor: WorksheetFactor; partner: { id: string; name: string } }) {
  const { t, message } = useLanguage();
  const { values, errors } = useForm();
  const place = `${factor.code}.${partner.id}`;
  const score = text(values[`score.${place}`]);
  const note = text(values[`note.${place}`]);
  const evidence = text(values[`evidence.${place}`]);
  const wrong = errors[`score.${place}`] ?? errors[`note.${place}`] ?? errors[`evidence.${place}`];
  const asked = NEEDS_NOTE.includes(Number(score)) && note === '';
  return (
    <fieldset class={wrong ? 'cell wrong' : 'cell'} id={`field-score-${factor.code}-${partner.id}`}>
      <legend>
        {partner.name}
        <span class="unseen">, {factor.code}</span>
      </legend>
      {wrong && <p class="error">{message(wrong)}</p>}
      <div class="scores">
        {['1', '2', '3', '4', '5', 'unknown'].map((value) => (
          <label key={value} class={value === 'unknown' ? 'score unknown' : 'score'}>
            <input type="radio" name={`score.${place}`} value={value} checked={score === value} />
            <span>{value === 'unknown' ? t('score.unknown') : value}</span>
          </label>
        ))}
      </div>
      <details open={note !== '' || evidence !== '' || asked || Boolean(wrong)}>
        <summary>
          {t('rate.note')}
          <span class="unseen">
            : {factor.code} {partner.name}
          </span>
        </summary>
        <label>
          {t('field.note')} <span class="quiet note-asked">{t('rate.note_asked')}</span>
          <textarea name={`note.${place}`} rows={2}>
            {note}
          </textarea>
        </label>
        <label>
          {t('field.evidence')}
          <input type="text" name={`evidence.${place}`} value={evidence} autocomplete="off" />
        </label>
      </details>
    </fieldset>
  );
}

export function ReadinessList({ ready, sheet, here }: { ready: Readiness; sheet: Worksheet; here: string }) {
  const { t } = useLanguage();
  const link = (cell: { code: string; partnerId: string }) => (
    <li key={`${cell.code}${cell.partnerId}`}>
      <a href={`${here}/rate#field-score-${cell.code}-${cell.partnerId}`}>
        {cell.code} {sheet.partners.find((partner) => partner.id === cell.partnerId)?.name}
      </a>
    </li>
  );
  return (
    <>
      <dl class="summary-list">
        <div>
          <dt>{t('hand_in.answered')}</dt>
          <dd>{ready.answered}</dd>
        </div>
        <div>
          <dt>{t('hand_in.unknown')}</dt>
          <dd>{ready.unknown}</dd>
        </div>
        <div>
          <dt>{t('hand_in.missing')}</dt>
          <dd>{ready.missing.length}</dd>
        </div>
      </dl>
      {ready.missing.length > 0 && (
        <details open={ready.missing.length <= 12}>
          <summary>{t('hand_in.missing_list')}</summary>
          <ul>{ready.missing.map(link)}</ul>
        </details>
      )}
      {ready.notesAsked.length > 0 && (
        <details open>
          <summary>{t('hand_in.notes_asked', { count: ready.notesAsked.length })}</summary>
          <ul>{ready.notesAsked.map(link)}</ul>
        </details>
      )}
    </>
  );
}
