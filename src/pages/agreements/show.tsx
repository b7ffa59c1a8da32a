/** One agreement: how far it is, what is next, who signed, its papers, what it says, and what was said to it. */
import { today } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { Agreement } from '../../rooms/agreements/agreement.ts';
import { documentsOf } from '../../rooms/agreements/agreement-documents.ts';
import { agreementsOf } from '../../rooms/agreements/agreement-list.ts';
import {
  type AgreementVersion,
  documentIn,
  isOpen,
  says,
  versionsIn,
} from '../../rooms/agreements/agreement-versions.ts';
import { commentsOf } from '../../rooms/agreements/comments.ts';
import { isWritten, writtenOf } from '../../rooms/agreements/document/writing.ts';
import { type Ending, endingOf } from '../../rooms/agreements/endings.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Actions, Lasting, Writing } from './actions.tsx';
import { DocumentRead } from './document.tsx';
import { Papers } from './papers.tsx';
import { AgreementMark, agreementOf, dateSaid, nextDates, OutStill } from './parts.tsx';
import { SigningState } from './signing-state.tsx';
import { Versions } from './versions.tsx';

export const showAgreement = libraryPage<Agreement>({
  path: '/agreements/:id',
  may: anyMember,
  load: agreementOf,
  view: async ({ ctx, found, house }) => {
    const versions = await versionsIn(ctx, found.id);
    const comments = await commentsOf(ctx, found.id);
    const holds = versions.find(({ number }) => number === found.number);
    const out = versions.find(isOpen);
    const written = await writtenOf(ctx, found);
    // What it draws on can change as well: goals, the grid, a name.
    const it = { ...found, changed: !holds || !says(holds, written.document) };
    const [last] = versions;
    const sinceLast = { ...found, changed: last !== undefined && !says(last, written.document) };
    const shown = holds ?? out;
    return {
      title: it.name,
      actions: <Actions it={it} mailIsSent={house.mailIsSent} />,
      body: (
        <>
          <Head it={it} />
          <Missing it={it} titles={it.changed ? written.missing.map(({ title }) => title) : []} />
          <div class="beside">
            <div class="aside">
              <SigningState it={it} versions={versions} />
              <Closing ending={await endingOf(ctx, it.id)} successors={await agreementsOf(ctx, { renews: it.id })} />
              <Papers it={it} documents={await documentsOf(ctx, it.id)} />
              <Comments it={it} open={comments.filter(({ settled_at }) => !settled_at).length} all={comments.length} />
              <Versions it={sinceLast} versions={versions} />
            </div>
            <Says it={it} version={holds} document={shown ? documentIn(shown) : written.document} />
          </div>
        </>
      ),
    };
  },
});

function Head({ it }: { it: Agreement }) {
  const language = useLanguage();
  const { to, ctx } = useAround();
  const { t, message, day } = language;
  return (
    <>
      <p>
        <AgreementMark it={it} /> {message({ key: `agreement.kind_${it.kind}` })}
        {' · '}
        {it.partners.map(({ id, name }, at) => (
          <>
            {at > 0 && ', '}
            <a href={to('/partners/:id', { id })}>{name}</a>
          </>
        ))}
        {it.proposal && it.proposal_id && (
          <>
            {' · '}
            <a href={to('/proposals/:id', { id: it.proposal_id })}>{t('agreements.its_proposal')}</a>
          </>
        )}
        {it.renews_id && (
          <>
            {' · '}
            <a href={to('/agreements/:id', { id: it.renews_id })}>{t('agreements.renews')}</a>
          </>
        )}
        {' · '}
        {t('proposals.owned', { who: it.owner })}
      </p>
      {!it.owned && <p class="warning">{t('agreements.unowned')}</p>}
      <ul class="plain next-dates">
        {nextDates(it, today(ctx)).map((next) => (
          <li key={next.what} class={next.day < today(ctx) ? 'overdue' : undefined}>
            {dateSaid(language, next)}
          </li>
        ))}
      </ul>
      {it.number !== null && <Lasting it={it} />}
      {it.suspended_on && <p class="warning">{t('agreements.rests', { day: day(it.suspended_on) })}</p>}
      {it.notice && (
        <p class="warning">
          {t(it.notice.given_by === 'ours' ? 'agreements.notice_ours' : 'agreements.notice_theirs', {
            ...{ on: day(it.notice.given_on), until: day(it.notice.ends_on) },
          })}{' '}
          {it.notice.words}
        </p>
      )}
      {it.number !== null && it.changed && !it.ended_on && <p class="warning">{t('agreements.changed_since')}</p>}
    </>
  );
}

function Missing({ it, titles }: { it: Agreement; titles: string[] }) {
  const { t, list } = useLanguage();
  if (!isWritten(it) || titles.length === 0) return null;
  return <p class="warning">{t('agreements.missing', { clauses: list(titles) })}</p>;
}

type ClosingProps = { ending: Ending | null; successors: Agreement[] };

function Closing({ ending, successors }: ClosingProps) {
  const { t, day, message } = useLanguage();
  const { to } = useAround();
  return (
    <>
      {successors.map(({ id, name }) => (
        <p key={id}>
          {t('agreements.renewed_by')} <a href={to('/agreements/:id', { id })}>{name}</a>
        </p>
      ))}
      {ending && (
        <section class="part">
          <h2>{t('agreements.closed', { day: day(ending.ended_on) })}</h2>
          <p class="quiet">
            {[message({ key: `agreements.why_${ending.why}` }), ending.reason].filter(Boolean).join(' · ')}
          </p>
          <h3>{t('field.ending_came_of_it')}</h3>
          <Prose text={ending.came_of_it} />
          {ending.thanks && <Prose text={ending.thanks} />}
          {ending.returned && <p>{t('agreements.returned', { words: ending.returned })}</p>}
          <p>{t(ending.door_open ? 'agreements.door_open' : 'agreements.door_closed')}</p>
          <p class="quiet">
            {ending.sent_to.length > 0
              ? t('agreements.sent_to', { who: ending.sent_to.join(', ') })
              : t('agreements.sent_nobody')}
          </p>
        </section>
      )}
    </>
  );
}

function Comments({ it, open, all }: { it: Agreement; open: number; all: number }) {
  const { t } = useLanguage();
  if (all === 0) return null;
  return (
    <p class={open > 0 ? 'notice' : undefined}>
      <Link to="/agreements/:id/comments" at={{ id: it.id }} about={it}>
        {open > 0 ? t('agreements.comments_open', { count: open }) : t('agreements.comments_settled', { count: all })}
      </Link>
    </p>
  );
}

type SaysProps = {
  it: Agreement;
  version: AgreementVersion | undefined;
  document: ReturnType<typeof documentIn>;
};

/** What holds; before anything does, what is written. */
function Says({ it, version, document }: SaysProps) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>
        {version
          ? t('agreements.holds', { number: version.number })
          : it.open
            ? t('agreements.version_out', { number: it.open.number })
            : t('agreements.draft')}
      </h2>
      <OutStill it={it} />
      <Writing it={it} />
      {document.file && document.file.sha256 === it.sha256 && (
        <p class="no-print">
          <Link to="/agreements/:id/paper/file" at={{ id: it.id }} about={it} download>
            {t('guest_agreement.paper', { name: document.file.name })}
          </Link>
        </p>
      )}
      <DocumentRead document={document} />
    </section>
  );
}
