/**
 * Choosing partners of a list, and what is to be done with them. The boxes belong to a form that asks the page where it
 * is done (change.tsx) by GET: nothing is changed here, and it works without script. How many are chosen is counted by
 * the style sheet.
 */
import { CHANGES, type PartnersChange } from '../../rooms/partners/change.ts';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { type PartnersAsked, questionOf } from './question.ts';

/** Where each is done, if not on the page of changes itself: who may not go there is not asked. */
const DONE_AT: Partial<Record<PartnersChange, string>> = {
  compare: '/worksheets/new',
  letter: '/letters/new',
  export: '/exports/partners.xlsx',
  remove: '/partners/:id/removal',
};

export function ChooseBar({ filter, total }: { filter: PartnersAsked; total: number }) {
  const { t, message } = useLanguage();
  const { to, may } = useAround();
  const changes = CHANGES.filter((what) => may(DONE_AT[what] ?? '/partners/change'));
  return (
    <form
      method="get"
      action={to('/partners/change')}
      id="choose"
      aria-label={t('choose.title')}
      class="choose-bar no-print"
      data-island="choose"
    >
      {Object.entries(questionOf({ ...filter, page: 1 })).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <span class="chosen" data-chosen={t('choose.chosen')} />
      <label>
        <input type="checkbox" name="all" value="1" /> {t('choose.all', { count: total })}
      </label>
      {changes.map((what) => (
        <button key={what} type="submit" name="what" value={what}>
          {message({ key: `choose.${what}` })}
        </button>
      ))}
    </form>
  );
}
