/** Who already does this? A need, for whom, where and when, against everything that is known. */

import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { branchesOf } from '../../rooms/accounts/branches.ts';
import { populations } from '../../rooms/guide/guide.ts';
import { needWords } from '../../rooms/guide/needs.ts';
import {
  answerDraft,
  type Hit,
  MILES,
  mayCheckOverlap,
  type OverlapQuestion,
  overlapQuestion,
} from '../../rooms/overlaps/overlap.ts';
import { type Answer, answerOverlap, keepCheck, type Overlaps, overlapsOf } from '../../rooms/overlaps/overlaps.ts';
import { placeOf } from '../../rooms/places/places.ts';
import { Empty } from '../../ui/bits.tsx';
import { Checkboxes, type Option, Select, TextField } from '../../ui/form.tsx';
import { FormContext, useLanguage } from '../../ui/here.ts';
import type { Query } from '../shell/address.ts';
import { landing, redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Hits } from './hits.tsx';

/** What the address asks; several populations come as several values of one name. */
export function questionOf({ url }: Pick<LibraryVisit, 'url'>): OverlapQuestion {
  const params = url.searchParams;
  return overlapQuestion.parse({ ...Object.fromEntries(params), populations: params.getAll('populations') });
}

export const asQuery = ({ partner, ...question }: OverlapQuestion): Query => ({
  ...Object.fromEntries(Object.entries(question).filter(([, value]) => value !== '' && String(value) !== '')),
  ...(partner && { partner }),
});

export const overlapPage = libraryPage({
  path: '/overlap',
  may: anyMember,
  view: async (asked) => {
    const { ctx, language } = asked;
    const question = questionOf(asked);
    const branches = (await branchesOf(ctx)).filter(({ postal_code }) => placeOf(postal_code));
    return {
      title: language.t('overlaps.title'),
      actions: (
        <Link class="button low" to="/overlap-checks">
          {language.t('overlaps.checks')}
        </Link>
      ),
      body: (
        <>
          <p class="lead">{language.t('overlaps.text')}</p>
          <Question
            question={question}
            branches={branches.map(({ name, postal_code }) => ({ value: postal_code, label: name }))}
          />
          {asked.url.searchParams.has('need') && needWords(question.need).length === 0 && (
            <p class="warning">{language.t('overlaps.no_need')}</p>
          )}
          {question.from && question.until && question.from > question.until && (
            <p class="warning">{language.t('error.ends_before')}</p>
          )}
          <Answered question={question} overlaps={await overlapsOf(ctx, question)} />
        </>
      ),
    };
  },
});

function Question({ question, branches }: { question: OverlapQuestion; branches: Option[] }) {
  const { t, words } = useLanguage();
  const { to } = useAround();
  const values = { ...question, miles: String(question.miles), partner: question.partner ?? '' };
  const unknown = question.near !== '' && !placeOf(question.near);
  return (
    <FormContext.Provider value={{ values, errors: {} }}>
      <form method="get" action={to('/overlap')} class="narrow overlap-ask no-print" aria-label={t('overlaps.title')}>
        {question.partner && <input type="hidden" name="partner" value={question.partner} />}
        <TextField name="need" label={t('overlaps.need')} hint={t('overlaps.need_hint')} />
        <div class="row">
          <TextField
            name="near"
            label={t('overlaps.near')}
            inputmode="numeric"
            width="short"
            list="branches"
            optional
          />
          <Select
            name="miles"
            label={t('overlaps.within')}
            options={MILES.map((miles) => ({ value: String(miles), label: t('overlaps.miles', { miles }) }))}
          />
        </div>
        {unknown && <p class="warning">{t('leads.place_unknown', { place: question.near })}</p>}
        <datalist id="branches">
          {branches.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </datalist>
        <details class="card" open={question.populations.length > 0 || question.from !== '' || question.until !== ''}>
          <summary>{t('overlaps.more')}</summary>
          <Checkboxes
            name="populations"
            label={t('overlaps.populations')}
            options={populations.map(({ key, label }) => ({ value: key, label: words(label) }))}
            columns
          />
          <div class="row">
            <TextField name="from" type="date" label={t('log.from')} optional />
            <TextField name="until" type="date" label={t('log.until')} optional />
          </div>
        </details>
        <button type="submit">{t('overlaps.look')}</button>
      </form>
    </FormContext.Provider>
  );
}

/** More than these nobody reads; more words find fewer. */
const MOST_SHOWN = 50;

function Answered({ question, overlaps }: { question: OverlapQuestion; overlaps: Overlaps | null }) {
  const { t } = useLanguage();
  if (!overlaps) return null;
  const alike = overlaps.hits.filter(({ sure }) => sure !== 'different');
  const others = overlaps.hits.filter(({ sure }) => sure === 'different');
  return (
    <section class="part">
      <h2>{t('overlaps.found', { count: alike.length })}</h2>
      {overlaps.limited && <p class="warning">{t('overlaps.limited')}</p>}
      {overlaps.hits.length === 0 && <Empty text={t('overlaps.nothing')} />}
      {alike.length > MOST_SHOWN && <p class="warning">{t('overlaps.first', { most: MOST_SHOWN })}</p>}
      <Hits hits={alike.slice(0, MOST_SHOWN)} act={(hit) => <Different question={question} hit={hit} />} />
      {others.length > 0 && (
        <details class="card">
          <summary>{t('overlaps.others', { count: others.length })}</summary>
          <Hits hits={others.slice(0, MOST_SHOWN)} act={(hit) => <Different question={question} hit={hit} />} />
        </details>
      )}
      <SetAside question={question} answered={overlaps.answered} />
      <Press to="/overlap/check" at={asQuery(question)} label={t('overlaps.keep')} />
    </section>
  );
}

function Different({ question, hit: { kind, subject, name } }: { question: OverlapQuestion; hit: Hit }) {
  const { t } = useLanguage();
  return (
    <Press
      to="/overlap/answer"
      at={{ ...asQuery(question), kind, subject, label: name, different: '1' }}
      label={t('overlaps.not_same')}
      name={`${t('overlaps.not_same')}: ${name}`}
    />
  );
}

function SetAside({ question, answered }: { question: OverlapQuestion; answered: Answer[] }) {
  const { t } = useLanguage();
  if (answered.length === 0) return null;
  return (
    <details class="card no-print">
      <summary>{t('overlaps.aside', { count: answered.length })}</summary>
      <ul class="plain lines">
        {answered.map(({ kind, subject, label }) => (
          <li key={kind + subject}>
            {label}{' '}
            <Press
              to="/overlap/answer"
              at={{ ...asQuery(question), kind, subject, label }}
              label={t('overlaps.same')}
              name={`${t('overlaps.same')}: ${label}`}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** "Not the same", or the same after all: remembered for this need, whoever asks. */
export const overlapAnswer = libraryPage({
  path: '/overlap/answer',
  may: mayCheckOverlap,
  view: ({ to }) => redirect(to('/overlap')),
  submit: async ({ ctx, url, to }) => {
    const question = questionOf({ url });
    const given = parse(answerDraft, Object.fromEntries(url.searchParams));
    await answerOverlap(ctx, question.need, { ...given, different: url.searchParams.has('different') });
    return landing(to('/overlap', asQuery(question)));
  },
});

export const overlapKeeping = libraryPage({
  path: '/overlap/check',
  may: mayCheckOverlap,
  view: ({ to }) => redirect(to('/overlap')),
  submit: async ({ ctx, url, go }) => {
    const id = await keepCheck(ctx, questionOf({ url }));
    return go('/overlap-checks/:id', { id }).saying('notice.overlap_kept');
  },
});
