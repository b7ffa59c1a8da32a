/** The advocacy log, as it is printed for a records request: who asked whom for what, on which day. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type AdvocacyLine, advocacyLog, MOST_LINES } from '../../rooms/officials/advocacy.ts';
import { periodNow } from '../../rooms/officials/election-periods.ts';
import { type AdvocacyFilter, advocacyFilter } from '../../rooms/officials/official.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Neutrality } from './neutrality.tsx';

export const advocacyPage = libraryPage({
  path: '/officials/advocacy',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = advocacyFilter.parse(Object.fromEntries(url.searchParams));
    return {
      title: t('officials.advocacy'),
      body: (
        <>
          <div class="no-print">
            <Neutrality period={await periodNow(ctx)} />
          </div>
          <Log filter={filter} lines={await advocacyLog(ctx, filter)} />
        </>
      ),
    };
  },
});

function Log({ filter, lines }: { filter: AdvocacyFilter; lines: AdvocacyLine[] }) {
  const { t, day } = useLanguage();
  const shown = lines.slice(0, MOST_LINES);
  const between = [
    filter.from && t('overlaps.asked_from', { day: day(filter.from) }),
    filter.until && t('overlaps.asked_until', { day: day(filter.until) }),
  ];
  return (
    <>
      <p class="lead no-print">{t('officials.advocacy_text')}</p>
      <Filters filter={filter} />
      {filter.from && filter.until && filter.from > filter.until && <p class="warning">{t('error.ends_before')}</p>}
      <p>{[...between, t('officials.count', { count: shown.length })].filter(Boolean).join(' · ')}</p>
      {lines.length > MOST_LINES && <p class="warning">{t('officials.too_many', { most: MOST_LINES })}</p>}
      {lines.length === 0 && <Empty text={t('officials.advocacy_none')} />}
      {shown.length > 0 && <Lines lines={shown} />}
    </>
  );
}

function Filters({ filter }: { filter: AdvocacyFilter }) {
  const { t } = useLanguage();
  const { to } = useAround();
  const field = (name: 'from' | 'until', label: string) => (
    <label class="day">
      {label} <input type="date" name={name} value={filter[name]} />
    </label>
  );
  return (
    <form
      method="get"
      action={to('/officials/advocacy')}
      class="filters one-line no-print"
      aria-label={t('filter.apply')}
    >
      {field('from', t('log.from'))}
      {field('until', t('log.until'))}
      <button type="submit">{t('filter.apply')}</button>
    </form>
  );
}

function Lines({ lines }: { lines: AdvocacyLine[] }) {
  const { t } = useLanguage();
  return (
    <ol class="plain records">
      {lines.map((line) => (
        <li key={line.id}>
          <One line={line} said={t('officials.said')} />
        </li>
      ))}
    </ol>
  );
}

const names = (all: { name: string }[]) => all.map(({ name }) => name).join(', ');

function One({ line, said }: { line: AdvocacyLine; said: string }) {
  const { t, message, day } = useLanguage();
  const { to } = useAround();
  const { partners, persons, offices, members, author } = line;
  return (
    <>
      <p>
        <a href={to('/interactions/:id', { id: line.id })}>{day(line.happened_on)}</a> ·{' '}
        {message({ key: `interaction.kind_${line.kind}` })} ·{' '}
        <strong>
          {message({ key: `interaction.advocacy_${line.advocacy_by}` })}: {line.advocacy_what}
        </strong>
      </p>
      <p class="quiet">
        {t('officials.between', {
          ours: names([{ name: author }, ...members]),
          theirs: [names(persons), offices.join('; '), names(partners)].filter(Boolean).join(' · '),
        })}
      </p>
      <p>
        {said}: {[line.summary, line.body].filter(Boolean).join(' – ')}
      </p>
    </>
  );
}
