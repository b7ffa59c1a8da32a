/**
 * The rating form: one page, a fieldset for each group, for each factor and partner five numbers and "don't know yet",
 * a note and where the evidence comes from. Plain HTML saves with a button; the autosave island saves while one goes.
 */
import { memberId } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import { asTyped, ratingsOf } from '../../rooms/worksheets/ratings.ts';
import { mayRate, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { CreditLine } from '../../ui/bits.tsx';
import { Form } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { evidenceFor } from '../../views/evidence/evidence.ts';
import { text } from '../shell/form-body.ts';
import { useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { draftOf } from '../shell/visit.ts';
import { FactorRow, type Known } from './factor-row.tsx';
import { type RatePart, ratePartsOf, WAYS, type Way } from './rate-parts.ts';
import { saveOwn } from './save-own.ts';
import { Scale } from './scale.tsx';
import { sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const rate = libraryPage({
  path: '/worksheets/:id/rate',
  may: mayRate,
  load: sheetOf,
  instead: ({ found: sheet, to }) => sheet.decision && to('/worksheets/:id', { id: sheet.id }),
  drafts: true,
  view: async (asked) => {
    const { ctx, found: sheet, language } = asked;
    const stored = asTyped(await ratingsOf(ctx, sheet.id, memberId(ctx)));
    const known = await evidenceFor(
      ctx,
      sheet.partners.map(({ id }) => id),
    );
    return {
      title: language.t('rate.title', { purpose: sheet.purpose }),
      heading: language.t('rate.heading'),
      trail: worksheetTrail(asked, sheet),
      islands: ['autosave'],
      body: <Rate asked={asked} stored={stored} known={known} />,
    };
  },
  submit: async (asked) => {
    const { found: sheet, fields, go, url } = asked;
    await saveOwn(asked);
    if (text(fields.go) === 'check') return go('/worksheets/:id/hand-in', { id: sheet.id });
    return go('/worksheets/:id/rate', { id: sheet.id, by: url.searchParams.get('by') }).saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<Worksheet>; stored: Values; known: Known };

function Rate({ asked, stored, known }: Props) {
  const { t } = useLanguage();
  const { again, ctx, found: sheet, url, to } = asked;
  const me = sheet.raters.find((rater) => rater.id === ctx.actor.id);
  const way = WAYS.find((each) => each === url.searchParams.get('by')) ?? 'factor';
  const parts = ratePartsOf(sheet, way, asked.language);
  return (
    <>
      <Ways sheet={sheet} way={way} />
      {me?.submittedAt && <p class="warning">{t('rate.already_handed_in')}</p>}
      <Scale />
      <p class="quiet keys-hint no-print">{t('rate.keys')}</p>
      <Form
        again={again}
        initial={stored}
        version={me?.version}
        labels={again?.theirs && cellLabels(t, sheet)}
        class="rating"
        island="autosave"
        draft={draftOf(asked)}
      >
        {parts.map((part, at) => (
          <Part key={part.id} part={part} next={parts[at + 1]} known={known} />
        ))}
        <SaveBar back={to('/worksheets/:id', { id: sheet.id })} parts={parts} all={sheet} />
      </Form>
      <CreditLine />
    </>
  );
}

/** In which order one wants to go through it. What was answered stays answered. */
function Ways({ sheet, way }: { sheet: Worksheet; way: Way }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  return (
    <nav class="views no-print" aria-label={t('rate.ways')}>
      <ul>
        {WAYS.map((each) => (
          <li key={each}>
            <a
              href={to('/worksheets/:id/rate', { id: sheet.id, ...(each === 'partner' && { by: each }) })}
              aria-current={each === way ? 'page' : undefined}
            >
              {message({ key: `rate.by_${each}` })}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type PartProps = { part: RatePart; next: RatePart | undefined; known: Known };

function Part({ part: { id, title, factors, partners }, next, known }: PartProps) {
  const { t } = useLanguage();
  return (
    <fieldset class="rate-part" id={id}>
      <legend>
        <h2>{title}</h2>
      </legend>
      {factors.map((factor) => (
        <FactorRow key={factor.code} factor={factor} partners={partners} known={known} />
      ))}
      {next && (
        <p class="next-part">
          <a class="button quiet-button" href={`#${next.id}`}>
            {t('rate.next', { part: next.title })}
          </a>
        </p>
      )}
    </fieldset>
  );
}

type BarProps = { back: string; parts: RatePart[]; all: Worksheet };

/** How far one is, and the ways to each part and out. The style sheet counts, so it is right without script, too. */
function SaveBar({ back, parts, all }: BarProps) {
  const { t } = useLanguage();
  const count = all.factors.length * all.partners.length;
  return (
    <div class="save-bar">
      <nav aria-label={t('rate.parts')}>
        <span class="answered" data-of={t('rate.answered_of', { all: count })} data-all={count} />
        <ol>
          {parts.map(({ id, short, factors, partners }) => (
            <li key={id}>
              <a href={`#${id}`} data-of={`/${factors.length * partners.length}`}>
                <span class="jump">{short}</span>{' '}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <p class="buttons">
        <button type="submit" name="go" value="check">
          {t('rate.check')}
        </button>
        <button type="submit" name="go" value="stay" class="quiet-button">
          {t('rate.save')}
        </button>
        <a href={back}>{t('form.back')}</a>
        <span
          class="save-state"
          role="status"
          data-save-state
          data-saved={t('save.saved')}
          data-saving={t('save.saving')}
          data-unsent={t('save.unsent')}
          data-conflict={t('save.conflict')}
        />
      </p>
    </div>
  );
}

function cellLabels(t: Language['t'], sheet: Worksheet): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const factor of sheet.factors) {
    for (const partner of sheet.partners) {
      const place = `${factor.code} ${partner.name}`;
      labels[`score.${factor.code}.${partner.id}`] = place;
      labels[`note.${factor.code}.${partner.id}`] = `${place}, ${t('field.note')}`;
      labels[`evidence.${factor.code}.${partner.id}`] = `${place}, ${t('field.evidence')}`;
    }
  }
  return labels;
}
