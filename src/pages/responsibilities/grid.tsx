/** Who does what: the grid of a proposal, what the partners said to it, and which rows have lost their person. */
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { isAccepted, makeGridTasks } from '../../rooms/agreements/grid-tasks.ts';
import {
  type AskedGrid,
  acceptedBy,
  answerGrid,
  findGridAnswer,
  gridVersions,
  sendGrid,
} from '../../rooms/agreements/grid-versions.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { gridOf } from '../../rooms/agreements/responsibilities.ts';
import {
  asSent,
  type Grid,
  type GridVersion,
  gridNote,
  isSameGrid,
  mayKeepGrid,
  needsWord,
} from '../../rooms/agreements/responsibility.ts';
import { reachedIn } from '../../rooms/agreements/speakers.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Form, Radios, TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { waysOf } from '../guests/ways.ts';
import { proposalOf, proposalTrail } from '../proposals/parts.tsx';
import { redirect } from '../shell/landing.ts';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Table } from './table.tsx';

export const gridPage = libraryPage<Proposal>({
  path: '/proposals/:id/responsibilities',
  may: anyMember,
  load: proposalOf,
  view: async (asked) => {
    const { ctx, found: it, language } = asked;
    const about = { at: { id: it.id }, about: it };
    const grid = await gridOf(ctx, it);
    const versions = await gridVersions(ctx, it.id);
    const ready = it.state === 'approved' && isAccepted(it, versions, versions[0]?.content ?? []);
    return {
      title: language.t('grid.title'),
      trail: proposalTrail(asked, it),
      actions: (
        <>
          <Link class="button" to="/proposals/:id/responsibilities/new" {...about}>
            {language.t('grid.add')}
          </Link>
          {ready && (
            <Press to="/proposals/:id/responsibilities/tasks" {...about} label={language.t('grid.make_tasks')} />
          )}
        </>
      ),
      body: <Shown it={it} grid={grid} versions={versions} reached={await reachedIn(ctx, it)} />,
    };
  },
});

type ShownProps = { it: Proposal; grid: Grid; versions: GridVersion[]; reached: ReadonlySet<PartnerId> };

function Shown({ it, grid, versions, reached }: ShownProps) {
  const { t } = useLanguage();
  if (grid.rows.length === 0)
    return (
      <>
        <p class="lead">{t('grid.text')}</p>
        <Empty text={t('grid.none')} />
      </>
    );
  return (
    <>
      <p class="lead">{t('grid.text')}</p>
      <Table grid={grid} />
      <p class="quiet">{t('grid.key')}</p>
      <Said it={it} grid={grid} versions={versions} reached={reached} />
    </>
  );
}

function Said({ it, grid, versions, reached }: ShownProps) {
  const { t, list, dayOf } = useLanguage();
  const [last] = versions;
  const now = asSent(grid);
  const changed = !isSameGrid(last?.content, now);
  const asks = it.partners.map(({ id, name }) => ({ name, word: needsWord(id, acceptedBy(versions, id), now) }));
  const named = (word: string) => asks.filter((each) => each.word === word).map(({ name }) => name);
  const silent = it.partners.filter(({ id }) => !reached.has(id)).map(({ name }) => name);
  // Nobody spoke for them when it was sent, and somebody does now.
  const waiting = (last?.answers ?? []).filter(
    (each) => !each.answer && !each.person_id && reached.has(each.partner_id),
  );
  return (
    <section class="part">
      <h2>{t('grid.said')}</h2>
      {(changed || waiting.length > 0) && (
        <div class="no-print">
          <p>
            {!last ? t('grid.never_sent') : changed ? t('grid.changed') : t('grid.can_reach')}{' '}
            {named('accept').length > 0 && t('grid.will_accept', { names: list(named('accept')) })}{' '}
            {named('told').length > 0 && t('grid.will_tell', { names: list(named('told')) })}
          </p>
          {silent.length > 0 && (
            <p class="warning">
              {t('grid.no_speaker', { names: list(silent) })}{' '}
              <Link to="/proposals/:id/sides" at={{ id: it.id }} about={it}>
                {t('sides.title')}
              </Link>
            </p>
          )}
          <Link class="button" to="/proposals/:id/responsibilities/sending" at={{ id: it.id }} about={it}>
            {t('grid.send')}
          </Link>
        </div>
      )}
      {last && (
        <>
          <p class="quiet">{t('grid.sent', { number: last.number, who: last.sent_by, day: dayOf(last.sent_at) })}</p>
          <Answers version={last} versions={versions} partners={it.partners} />
        </>
      )}
    </section>
  );
}

type AnswersProps = { version: GridVersion; versions: GridVersion[]; partners: Proposal['partners'] };

function Answers({ version, versions, partners }: AnswersProps) {
  const { t, dayOf, message } = useLanguage();
  return (
    <ul class="plain lines">
      {partners.map(({ id, name }) => {
        const answer = version.answers.find((each) => each.partner_id === id);
        if (!answer)
          return <li key={id}>{t(acceptedBy(versions, id) ? 'grid.as_accepted' : 'grid.not_asked', { name })}</li>;
        return (
          <li key={id}>
            {name}:{' '}
            {answer.answer
              ? message({ key: `grid.is_${answer.answer}` })
              : t(
                  !answer.person_id ? 'grid.not_reached' : answer.asked === 'told' ? 'grid.was_told' : 'grid.was_asked',
                )}
            {answer.noted && ` · ${t('grid.noted')}`}
            {answer.said_at && (
              <span class="quiet"> {t('approvals.by', { who: answer.said_by, day: dayOf(answer.said_at) })}</span>
            )}
            {answer.words && <span class="block prose">{answer.words}</span>}
            {!answer.answer && (
              <span class="no-print block">
                <Link to="/grid-answers/:id" at={{ id: answer.id }}>
                  {t('grid.note')}
                </Link>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Mail leaves the house, so this page says first to whom, and what they are asked. */
export const gridSending = libraryPage<Proposal>({
  path: '/proposals/:id/responsibilities/sending',
  may: (actor) => mayKeepGrid(actor),
  load: proposalOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, house, language } = asked;
    const { t, list } = language;
    const versions = await gridVersions(ctx, it.id);
    const now = asSent(await gridOf(ctx, it));
    const reached = await reachedIn(ctx, it);
    const silent = it.partners.filter(({ id }) => !reached.has(id)).map(({ name }) => name);
    const of = (word: string) =>
      it.partners.filter(({ id }) => needsWord(id, acceptedBy(versions, id), now) === word).map(({ name }) => name);
    return {
      title: t('grid.send'),
      trail: proposalTrail(asked, it),
      body: (
        <div class="narrow">
          {of('accept').length > 0 && <p>{t('grid.will_accept', { names: list(of('accept')) })}</p>}
          {of('told').length > 0 && <p>{t('grid.will_tell', { names: list(of('told')) })}</p>}
          {silent.length > 0 && <p class="warning">{t('grid.no_speaker', { names: list(silent) })}</p>}
          {!house.mailIsSent && <p class="warning">{t('grid.no_mail')}</p>}
          <Form again={again}>
            <Buttons save={t('grid.send_now')} cancel={to('/proposals/:id/responsibilities', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: it, house, go } = asked;
    const sent = await sendGrid(ctx, it.id, waysOf(asked, ctx));
    const notice =
      sent.nobody.length > 0 ? 'notice.grid_nobody' : house.mailIsSent ? 'notice.grid_sent' : 'notice.grid_kept';
    return go('/proposals/:id/responsibilities', { id: it.id }).saying(notice);
  },
});

/** What a partner said on paper or by phone, noted for them. */
export const gridAnswered = libraryPage<AskedGrid>({
  path: '/grid-answers/:id',
  may: (actor) => mayKeepGrid(actor),
  load: ({ ctx, id }) => findGridAnswer(ctx, id()),
  view: (asked) => {
    const { found, again, to, language } = asked;
    const { t } = language;
    const back = to('/proposals/:id/responsibilities', { id: found.proposal.id });
    return {
      title: t('grid.note_for', { name: found.answer.partner }),
      trail: [...proposalTrail(asked, found.proposal), { label: t('grid.title'), href: back }],
      body: (
        <div class="narrow">
          <p>{t('grid.note_text')}</p>
          <Form again={again}>
            <Radios
              name="answer"
              label={t('grid.note_what')}
              options={[
                { value: 'accepted', label: t('grid.note_accepted') },
                { value: 'changes', label: t('grid.note_changes') },
              ]}
            />
            <TextArea name="words" label={t('grid.note_words')} rows={3} optional />
            <Buttons save={t('form.save')} cancel={back} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found, fields, go }) => {
    await answerGrid(ctx, found.answer.id, parse(gridNote, fields));
    return go('/proposals/:id/responsibilities', { id: found.proposal.id }).saying('notice.saved');
  },
});

export const gridTasks = libraryPage<Proposal>({
  path: '/proposals/:id/responsibilities/tasks',
  may: (actor) => mayKeepGrid(actor),
  load: proposalOf,
  view: ({ found: { id }, to }) => redirect(to('/proposals/:id/responsibilities', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const count = await makeGridTasks(ctx, id);
    return go('/proposals/:id/responsibilities', { id }).saying('notice.grid_tasks', { count });
  },
});
