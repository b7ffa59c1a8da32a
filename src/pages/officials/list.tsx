/** Elected officials: who holds which office, for which district, until when, and who introduced us. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { periodNow } from '../../rooms/officials/election-periods.ts';
import type { ElectionPeriod, Term } from '../../rooms/officials/official.ts';
import { type Terms as AllTerms, termsOf } from '../../rooms/officials/terms.ts';
import type { EndKey, Tie } from '../../rooms/ties/tie.ts';
import { tiesOf } from '../../rooms/ties/ties.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Neutrality } from './neutrality.tsx';

type Listed = AllTerms & { period: ElectionPeriod | null; introduced: Tie[] };

export const officialList = libraryPage({
  path: '/officials',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => {
    const all = await termsOf(ctx);
    const ends = [...all.now, ...all.coming, ...all.over].flatMap(({ person_id, organizations }): EndKey[] => [
      `person ${person_id}`,
      ...organizations.map(({ id }): EndKey => `organization ${id}`),
    ]);
    const introduced = (await tiesOf(ctx, ends)).filter(({ kind }) => kind === 'introduced');
    return {
      title: t('officials.title'),
      actions: (
        <>
          <Link class="button low" to="/officials/advocacy">
            {t('officials.advocacy')}
          </Link>
          <Link class="button low" to="/election-periods">
            {t('elections.title')}
          </Link>
          <Link class="button" to="/officials/new">
            {t('officials.add')}
          </Link>
        </>
      ),
      body: <Officials {...all} period={await periodNow(ctx)} introduced={introduced} />,
    };
  },
});

function Officials({ now, coming, over, limited, period, introduced }: Listed) {
  const { t } = useLanguage();
  return (
    <>
      <p class="lead">{t('officials.text')}</p>
      <Neutrality period={period} />
      {now.length + coming.length + over.length === 0 && <Empty text={t('officials.none')} />}
      {now.length > 0 && <Terms label={t('officials.in_office')} terms={now} introduced={introduced} />}
      {coming.length > 0 && <Terms label={t('officials.coming')} terms={coming} introduced={introduced} />}
      {over.length > 0 && <Terms label={t('officials.over')} terms={over} introduced={introduced} />}
      {limited && <p class="warning">{t('officials.limited')}</p>}
    </>
  );
}

function Terms({ label, terms, introduced }: { label: string; terms: Term[]; introduced: Tie[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{label}</h2>
      <Scroll label={label}>
        <table class="officials list">
          <thead>
            <tr>
              <th scope="col">{t('field.person')}</th>
              <th scope="col">{t('field.office')}</th>
              <th scope="col">{t('officials.district')}</th>
              <th scope="col">{t('officials.term')}</th>
              <th scope="col">{t('officials.introduced')}</th>
              <th scope="col" class="no-print">
                <span class="unseen">{t('form.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {terms.map((term) => (
              <Row key={term.id} term={term} introduced={introduced} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Row({ term, introduced }: { term: Term; introduced: Tie[] }) {
  const { t } = useLanguage();
  const { to } = useAround();
  const { id, person_id, person, office, district, organizations } = term;
  const theirs = new Set([person_id as string, ...organizations.map((each) => each.id)]);
  const who = introduced.filter((tie) => theirs.has(tie.to.id)).map(({ from }) => from.name);
  return (
    <tr>
      <th scope="row">
        <a href={to('/people/:id', { id: person_id })}>{person}</a>
        <span class="quiet block">{organizations.map(({ name }) => name).join(' · ')}</span>
      </th>
      <td>{office}</td>
      <td>{district}</td>
      <td>
        <Days term={term} />
      </td>
      <td data-label={t('officials.introduced')}>
        {[...new Set(who)].join(' · ') || <span class="quiet">{t('officials.nobody')}</span>}
      </td>
      <td class="no-print">
        <Link to="/officials/:id/edit" at={{ id }}>
          {t('form.change')}
          <span class="unseen"> {person}</span>
        </Link>
      </td>
    </tr>
  );
}

/** What is not known is said so. */
export function Days({ term: { starts_on, ends_on } }: { term: Pick<Term, 'starts_on' | 'ends_on'> }) {
  const { t, day } = useLanguage();
  return (
    <>
      {starts_on ? day(starts_on) : t('officials.day_unknown')} – {ends_on ? day(ends_on) : t('officials.day_unknown')}
    </>
  );
}
