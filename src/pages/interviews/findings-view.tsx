/** Findings as they are read, by members and by anybody: figures with their table, quotes that may be said. */
import { Prose, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { ToldFindings, ToldTheme } from './told.ts';

export function FindingsRead({ told }: { told: ToldFindings }) {
  const { t } = useLanguage();
  return (
    <article class="findings narrow">
      <div lang={told.locale}>
        <Prose text={told.opening} />
      </div>
      <section>
        <h2>{t('interviews.who_was_asked')}</h2>
        <p>{told.asked}</p>
        {told.mix.length > 0 && <Mix mix={told.mix} />}
      </section>
      <section>
        <h2>{t('interviews.what_they_said')}</h2>
        {told.themes.length === 0 && <p>{t('interviews.nothing_marked')}</p>}
        {told.themes.length > 0 && <Counts themes={told.themes} locale={told.locale} />}
        {told.themes.map((theme) => (
          <One key={theme.id} theme={theme} locale={told.locale} />
        ))}
      </section>
      {told.next_steps && (
        <section>
          <h2>{t('interviews.next_steps')}</h2>
          <div lang={told.locale}>
            <Prose text={told.next_steps} />
          </div>
        </section>
      )}
      <p class="quiet">{told.basis}</p>
    </article>
  );
}

function Mix({ mix }: Pick<ToldFindings, 'mix'>) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('interviews.targets')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('interviews.who')}</th>
            <th scope="col">{t('interviews.held_of_wanted')}</th>
          </tr>
        </thead>
        <tbody>
          {mix.map(({ label, held }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="number">{held}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** A bar for each theme, as long as its share of leaders, with the figure at its end. */
function Counts({ themes, locale }: Pick<ToldFindings, 'themes' | 'locale'>) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('interviews.what_they_said')}>
      <table class="theme-counts">
        <thead>
          <tr>
            <th scope="col">{t('interviews.theme')}</th>
            <th scope="col">{t('interviews.leaders')}</th>
          </tr>
        </thead>
        <tbody>
          {themes.map(({ id, name, count, leaders, of, is_need }) => (
            <tr key={id}>
              <th scope="row">
                <span lang={locale}>{name}</span>
                {is_need && <span class="quiet"> · {t('interviews.is_need')}</span>}
              </th>
              <td>
                <meter min={0} max={Math.max(1, of)} value={leaders} aria-hidden="true" /> {count}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function One({ theme: { name, said, quotes }, locale }: { theme: ToldTheme } & Pick<ToldFindings, 'locale'>) {
  if (!said && quotes.length === 0) return null;
  return (
    <section>
      <h3 lang={locale}>{name}</h3>
      {said && (
        <div lang={locale}>
          <Prose text={said} />
        </div>
      )}
      {quotes.map(({ id, words, who, locale }) => (
        <blockquote key={id}>
          <p class="prose" dir="auto" lang={locale}>
            {words}
          </p>
          {who && <footer>– {who}</footer>}
        </blockquote>
      ))}
    </section>
  );
}
