/** Pairs that may be one organization, side by side, with what agrees said in words; three answers to each. */
import type { ComponentChildren } from 'preact';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import type { Reason } from '../../rooms/directory/likeness.ts';
import { readablePhone, readableTaxId } from '../../rooms/directory/written.ts';
import { differentPairs } from '../../rooms/merging/answers.ts';
import { answerDraft, mayMerge } from '../../rooms/merging/duplicate.ts';
import {
  answerChapter,
  answerDifferent,
  type Candidate,
  type Duplicate,
  duplicatesOf,
} from '../../rooms/merging/duplicates.ts';
import { Empty, Scroll, StageTag } from '../../ui/bits.tsx';
import { ErrorSummary, PostButton } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { PartnerTabs } from '../partners/tabs.tsx';
import { type App, libraryPage } from '../shell/door.tsx';
import { misplacedLink } from '../sourcing/imports/misplaced.tsx';
import { AnsweredPairs } from './answers.tsx';

export function reviewPages(app: App, house: House): void {
  libraryPage(app, house, '/duplicates', {
    show: async (visit, again) => {
      const { ctx, base } = visit;
      const { t } = visit.language;
      const { rows, total } = await duplicatesOf(ctx);
      const answered = await differentPairs(ctx);
      return {
        title: t('review.title'),
        section: 'partners',
        body: (
          <>
            {again && (
              <ErrorSummary
                errors={{ form: again.errors.parent_organization_id ?? again.errors.form ?? { key: 'error.choice' } }}
              />
            )}
            <div class="title-row">
              <h1>{t('review.title')}</h1>
              <a href={`${base}/merges`}>{t('merges.title')}</a>
            </div>
            <PartnerTabs base={base} here="/duplicates" actor={ctx.actor} />
            {await misplacedLink(visit)}

            {total === 0 ? (
              <Empty text={t('review.none')} />
            ) : (
              <p>
                {total > rows.length
                  ? t('review.text_more', { total, shown: rows.length })
                  : t('review.text', { total })}
              </p>
            )}
            {rows.map((pair, at) => (
              <Pair
                key={`${pair.a.id} ${pair.b.id}`}
                pair={pair}
                number={at + 1}
                base={base}
                may={mayMerge(ctx.actor)}
              />
            ))}
            <AnsweredPairs pairs={answered} base={base} may={mayMerge(ctx.actor)} />
          </>
        ),
      };
    },
    submit: async ({ ctx, base }, fields) => {
      const { a, b, answer } = parse(answerDraft, fields);
      const [whole, part] = answer === 'a_is_part' ? [b, a] : [a, b];
      const removal = await (answer === 'different' ? answerDifferent(ctx, a, b) : answerChapter(ctx, whole, part));
      return { to: `${base}/duplicates`, notice: 'notice.answered', removal };
    },
  });
}

function Pair({
  pair: { a, b, reasons },
  number,
  base,
  may,
}: {
  pair: Duplicate;
  number: number;
  base: string;
  may: boolean;
}) {
  const { t, list, message } = useLanguage();
  // Two of one name are told apart by their columns.
  const [nameA, nameB] = a.name === b.name ? [t('review.side_a'), t('review.side_b')] : [a.name, b.name];
  const heading = a.name === b.name ? t('review.twice', { name: a.name }) : t('review.pair', { a: a.name, b: b.name });
  return (
    <article class="card pair">
      <h2>{heading}</h2>
      <p>{t('review.why', { reasons: list(reasons.map((reason) => message({ key: `likeness.${reason}` }))) })}</p>
      {/* Several pairs may have the same two names. */}
      <Scroll label={`${number}. ${heading}`}>
        <SideBySide a={a} b={b} reasons={reasons} base={base} />
      </Scroll>
      {may && (
        <div class="buttons no-print">
          <a class="button" href={`${base}/duplicates/merge?kept=${a.id}&gone=${b.id}`}>
            {t('review.merge')}
            <span class="unseen">: {heading}</span>
          </a>
          <Answer pair={{ a, b }} base={base} answer="different" label={t('review.different')} heading={heading} />
          <details>
            <summary>{t('review.part')}</summary>
            <div class="buttons">
              <Answer
                pair={{ a, b }}
                base={base}
                answer="a_is_part"
                label={t('review.is_part', { part: nameA, whole: nameB })}
                heading={heading}
              />
              <Answer
                pair={{ a, b }}
                base={base}
                answer="b_is_part"
                label={t('review.is_part', { part: nameB, whole: nameA })}
                heading={heading}
              />
            </div>
          </details>
        </div>
      )}
    </article>
  );
}

type AnswerProps = {
  pair: { a: Candidate; b: Candidate };
  base: string;
  answer: string;
  label: string;
  heading: string;
};

const Answer = ({ pair, base, answer, label, heading }: AnswerProps) => (
  <PostButton
    action={`${base}/duplicates`}
    values={{ a: pair.a.id, b: pair.b.id, answer }}
    label={label}
    name={`${label}: ${heading}`}
  />
);

/** The facts of a record that can be compared, and the reasons that a row of them stands for. */
function SideBySide({ a, b, reasons, base }: { a: Candidate; b: Candidate; reasons: Reason[]; base: string }) {
  const { t } = useLanguage();
  const rows: [label: string, why: Reason[], show: (side: Candidate) => ComponentChildren][] = [
    [t('field.alternate_names'), [], (side) => side.alternate_names.join(' · ')],
    [t('field.website'), [], (side) => side.website_domain],
    [t('field.email'), [], (side) => side.email],
    [t('field.phones'), ['phone'], (side) => lines(side.phones.map(readablePhone))],
    [t('field.addresses'), ['address', 'place'], (side) => <Addresses side={side} />],
    [t('field.tax_id'), ['tax_id'], (side) => readableTaxId(side.tax_id)],
    [t('field.parent'), [], (side) => side.parent_name],
  ];
  const filled = rows.filter(([label, , show]) =>
    label === t('field.addresses') ? a.addresses.length + b.addresses.length > 0 : show(a) || show(b),
  );
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('review.side_a')}</th>
          <th scope="col">{t('review.side_b')}</th>
        </tr>
      </thead>
      <tbody>
        <Row
          label={t('field.name')}
          agrees={reasons.includes('name')}
          nearly={reasons.includes('near_name') || reasons.includes('initials')}
          a={<Name side={a} base={base} />}
          b={<Name side={b} base={base} />}
        />
        {filled.map(([label, why, show]) => (
          <Row
            key={label}
            label={label}
            agrees={why.some((reason) => reasons.includes(reason)) || agreesOnWeb(label, t('field.website'))}
            a={show(a)}
            b={show(b)}
          />
        ))}
      </tbody>
    </table>
  );

  function agreesOnWeb(label: string, website: string): boolean {
    return (
      label === website &&
      reasons.includes('website') &&
      a.website_domain !== '' &&
      a.website_domain === b.website_domain
    );
  }
}

type RowProps = { label: string; agrees: boolean; nearly?: boolean; a: ComponentChildren; b: ComponentChildren };

function Row({ label, agrees, nearly = false, a, b }: RowProps) {
  const { t } = useLanguage();
  return (
    <tr class={agrees || nearly ? 'agrees' : undefined}>
      <th scope="row">
        {label}
        {(agrees || nearly) && <span class="block agreement">{nearly ? t('review.nearly') : t('review.agrees')}</span>}
      </th>
      <td>{a || '–'}</td>
      <td>{b || '–'}</td>
    </tr>
  );
}

function Name({ side, base }: { side: Candidate; base: string }) {
  const { t } = useLanguage();
  if (!side.partner_id) {
    return (
      <>
        {side.name} <span class="quiet block">{t('review.no_partner')}</span>
      </>
    );
  }
  return (
    <>
      <a href={`${base}/partners/${side.partner_id}`}>{side.name}</a> {side.stage && <StageTag stage={side.stage} />}
    </>
  );
}

const lines = (texts: string[]) =>
  texts.length > 0 &&
  texts.map((text) => (
    <span key={text} class="block">
      {text}
    </span>
  ));

/** A confidential address is for staff on the screen; paper leaves the building. */
function Addresses({ side }: { side: Candidate }) {
  if (side.addresses.length === 0) return <>–</>;
  return (
    <span class={side.confidential_address ? 'no-print' : undefined}>
      {lines(
        side.addresses.map((each) =>
          [each.address_1, each.city, [each.state_province, each.postal_code].filter(Boolean).join(' ')]
            .filter(Boolean)
            .join(', '),
        ),
      )}
    </span>
  );
}
