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
import { text } from '../shell/form-body.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { draftOf } from '../shell/visit.ts';
import { FactorRow } from './factor-row.tsx';
import { saveOwn } from './save-own.ts';
import { Scale } from './scale.tsx';
import { byGroup, sheetOf } from './sheet.ts';

export const rate = libraryPage({
  path: '/worksheets/:id/rate',
  may: mayRate,
  load: sheetOf,
  instead: ({ found: sheet, to }) => sheet.decision && to('/worksheets/:id', { id: sheet.id }),
  drafts: true,
  view: async (asked) => {
    const { ctx, found: sheet, language } = asked;
    const stored = asTyped(await ratingsOf(ctx, sheet.id, memberId(ctx)));
    return {
      title: language.t('rate.title', { purpose: sheet.purpose }),
      section: 'worksheets',
      islands: ['autosave'],
      body: <Rate asked={asked} stored={stored} />,
    };
  },
  submit: async (asked) => {
    const { found: sheet, fields, go } = asked;
    await saveOwn(asked);
    if (text(fields.go) === 'check') return go('/worksheets/:id/hand-in', { id: sheet.id });
    return go('/worksheets/:id/rate', { id: sheet.id }).saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<Worksheet>; stored: Values };

function Rate({ asked, stored }: Props) {
  const { t } = useLanguage();
  const { again, ctx, found: sheet } = asked;
  const me = sheet.raters.find((rater) => rater.id === ctx.actor.id);
  return (
    <>
      <h1>{t('rate.title', { purpose: sheet.purpose })}</h1>
      <p>{t('rate.text')}</p>
      {me?.submittedAt && <p class="warning">{t('rate.already_handed_in')}</p>}
      <Scale />
      <Form
        again={again}
        initial={stored}
        version={me?.version}
        labels={again?.theirs && cellLabels(t, sheet)}
        class="rating"
        island="autosave"
        draft={draftOf(asked)}
      >
        <FactorGroups sheet={sheet} />
        <SaveBar back={asked.to('/worksheets/:id', { id: sheet.id })} />
      </Form>
      <CreditLine />
    </>
  );
}

function FactorGroups({ sheet }: { sheet: Worksheet }) {
  const { words } = useLanguage();
  return (
    <>
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
    </>
  );
}

function SaveBar({ back }: { back: string }) {
  const { t } = useLanguage();
  return (
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
        <a href={back}>{t('form.back')}</a>
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
