/** In which size, and how many partners across, a worksheet is printed. */
import { useLanguage } from '../../ui/here.ts';

export function PaperForm({ action, columns }: { action: string; columns: number }) {
  const { t, locale } = useLanguage();
  const id = action.split('/').at(-1)?.replace('.', '-');
  return (
    <form method="get" action={action} class="row end">
      <div class="field">
        <label for={`${id}-paper`}>{t('paper.size')}</label>
        <select id={`${id}-paper`} name="paper">
          <option value="letter">Letter</option>
          <option value="a4" selected={locale !== 'en' && locale !== 'es'}>
            A4
          </option>
        </select>
      </div>
      <div class="field">
        <label for={`${id}-columns`}>{t('paper.columns')}</label>
        <select id={`${id}-columns`} name="columns">
          {[2, 3, 4].map((count) => (
            <option key={count} value={count} selected={count === columns}>
              {count}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">{t('paper.get')}</button>
    </form>
  );
}
