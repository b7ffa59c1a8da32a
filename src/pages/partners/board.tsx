/**
 * The board: partners by stage, as cards. Each card has a menu to move it, which works by keyboard, on a phone and
 * without script; a script lets one drag it as well. A move is taken back by "Undo".
 */
import { z } from 'zod';
import { today } from '../../house/ctx.ts';
import { newId } from '../../house/ids.ts';
import { line, parse, requiredId } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { moveStage } from '../../rooms/partners/changing-many.ts';
import { mayLog, type PartnerId, STAGES, type Stage, stage } from '../../rooms/partners/partner.ts';
import { countByStage } from '../../rooms/partners/partner-list.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { CARDS, type Card, cardsOf } from '../../rooms/partners/stays.ts';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { DueOn } from './due-on.tsx';

const move = z.object({ id: requiredId<'partners'>(), from: stage, stage, reason: line(1000) });

export const board = libraryPage({
  path: '/board',
  may: anyMember,
  maySubmit: mayLog,
  view: async ({ ctx, url, language: { t } }) => {
    const asked = requiredId<'members'>().safeParse(url.searchParams.get('owner'));
    const owner = asked.success ? asked.data : '';
    return {
      title: t('board.title'),
      islands: ['board'],
      actions: (
        <Link class="button low" to="/board/pace">
          {t('board.pace')}
        </Link>
      ),
      body: (
        <Board
          cards={await cardsOf(ctx, owner)}
          counts={await countByStage(ctx, owner)}
          owner={owner}
          members={(await membersOf(ctx)).map(({ id, name }) => ({ value: id as string, label: name }))}
        />
      ),
    };
  },
  submit: async ({ ctx, fields, go, language, url }) => {
    const { id, from, stage, reason } = parse(move, fields);
    const { name } = await findPartner(ctx, id);
    const label = `${name}: ${language.message({ key: `stage.${stage}` })}`;
    const { removal } = await moveStage(ctx, { id, label }, { from, stage, reason });
    const to = go('/board', { owner: url.searchParams.get('owner') });
    return removal ? to.saying('notice.moved', { removal }) : to;
  },
});

type Props = { cards: Card[]; counts: Map<Stage, number>; owner: string; members: Option[] };

function Board({ cards, counts, owner, members }: Props) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const byStage = Map.groupBy(cards, (card) => card.stage);
  return (
    <>
      <form method="get" action={to('/board')} class="filters one-line no-print" aria-label={t('filter.apply')}>
        <Choice name="owner" label={t('field.owner')} options={members} chosen={owner} />
        <button type="submit">{t('filter.apply')}</button>
      </form>
      <section class="scroll board" aria-label={t('board.title')} tabIndex={0} data-island="board">
        {STAGES.map((each) => (
          <section key={each} class="board-stage" aria-labelledby={`stage-${each}`} data-stage={each}>
            <h2 id={`stage-${each}`}>
              {message({ key: `stage.${each}` })}{' '}
              <a href={to('/partners', { stage: each, ...(owner && { owner }) })}>{counts.get(each) ?? 0}</a>
            </h2>
            <ul class="plain">
              {(byStage.get(each) ?? []).map((card) => (
                <BoardCard key={card.id} card={card} />
              ))}
            </ul>
            {(counts.get(each) ?? 0) > CARDS && (
              <p>
                <a href={to('/partners', { stage: each, ...(owner && { owner }) })}>
                  {t('board.more', { count: (counts.get(each) ?? 0) - CARDS })}
                </a>
              </p>
            )}
          </section>
        ))}
      </section>
    </>
  );
}

function BoardCard({ card: { id, name, stage, owner, due_on } }: { card: Card }) {
  const { to, may, ctx } = useAround();
  const mayMove = may('/board', undefined, 'submit');
  return (
    <li class="board-card" draggable={mayMove} data-partner={id}>
      <a href={to('/partners/:id', { id })}>{name}</a>
      {owner && <span class="block quiet">{owner}</span>}
      {due_on && (
        <span class="block">
          <DueOn day={due_on} today={today(ctx)} />
        </span>
      )}
      {mayMove && <Move id={id} name={name} from={stage} />}
    </li>
  );
}

function Move({ id, name, from }: { id: PartnerId; name: string; from: Stage }) {
  const { t, message } = useLanguage();
  return (
    <details class="board-move no-print">
      <summary>
        {t('board.move')}
        <span class="unseen"> {name}</span>
      </summary>
      <form method="post" aria-label={`${t('board.move')} ${name}`}>
        <input type="hidden" name="_key" value={newId()} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="from" value={from} />
        <select name="stage" aria-label={t('field.stage')}>
          {STAGES.filter((each) => each !== from).map((each) => (
            <option key={each} value={each} selected={each === STAGES[STAGES.indexOf(from) + 1]}>
              {message({ key: `stage.${each}` })}
            </option>
          ))}
        </select>
        <input name="reason" placeholder={t('field.reason')} aria-label={t('field.reason')} autocomplete="off" />
        <button type="submit">{t('board.move_do')}</button>
      </form>
    </details>
  );
}
