/** Who does what, as somebody of a partner reads it who is asked to accept their part. */
import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { type AskedGrid, answerGrid, findGridAnswer } from '../../rooms/agreements/grid-versions.ts';
import { gridAnswer, type SentRow } from '../../rooms/agreements/responsibility.ts';
import { Prose } from '../../ui/bits.tsx';
import { TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type GuestAsked, guestPage } from './guest-page.tsx';
import { Act } from './parts.tsx';

type Asked = GuestAsked<AskedGrid>;

export const guestGrid = guestPage<AskedGrid>({
  purpose: 'grid',
  load: async (ctx, link) => {
    try {
      const found = await findGridAnswer(ctx, link.subject_id);
      // A newer one was sent, or they are not in it any more: this one asks nothing.
      return found.open ? found : null;
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  },
  title: ({ language: { t }, about: { proposal } }) => t('guest_grid.title', { name: proposal.name }),
  View: GridView,
  acts: {
    accept: ({ ctx, about: { answer } }) => answerGrid(ctx, answer.id, { answer: 'accepted', words: '' }),
    change: ({ ctx, about: { answer } }, fields) =>
      answerGrid(ctx, answer.id, { answer: 'changes', ...parse(gridAnswer, fields) }),
  },
});

function GridView({ ctx, link, about, again }: Asked) {
  const { t, dayOf } = useLanguage();
  const { version, answer } = about;
  const said = { library: ctx.library.name, who: link.asker?.name ?? ctx.library.name };
  return (
    <>
      <p>{t('guest_grid.who_asks', said)}</p>
      {answer.answer === 'accepted' && answer.said_at && (
        <p role="status">
          <strong>{t('guest_grid.accepted', { day: dayOf(answer.said_at) })}</strong>
        </p>
      )}
      {answer.answer === 'changes' && (
        <div role="status">
          <strong>{t('guest_grid.changes', said)}</strong>
          <Prose text={answer.words} />
        </div>
      )}
      <Rows about={about} library={ctx.library.name} rows={version.content} />
      {answer.answer !== 'accepted' && <Act act="accept" label={t('guest_grid.accept')} again={again} />}
      <details class="card" open={again?.values.do === 'change'}>
        <summary>{t('guest_grid.otherwise')}</summary>
        <Act act="change" label={t('guest_grid.send')} again={again} quiet>
          <TextArea name="words" label={t('guest_grid.words')} rows={4} />
        </Act>
      </details>
    </>
  );
}

/** Their own part of each first; what others do after it. */
function Rows({ about, library, rows }: { about: AskedGrid; library: string; rows: readonly SentRow[] }) {
  const { t, day, message } = useLanguage();
  const names = new Map(about.proposal.partners.map(({ id, name }) => [id as string, name]));
  const mine = about.answer.partner_id;
  const isOurs = (partner: string | null) => partner === null || partner === mine;
  const order = (partner: string | null) => (partner === mine ? 0 : 1);
  return (
    <ol class="plain lines">
      {rows.map(({ id, what, due_on, monthly, cells }) => (
        <li key={id}>
          <strong>{what}</strong>{' '}
          <span class="quiet">
            {monthly ? t('grid.monthly') : due_on ? t('guest_grid.by', { day: day(due_on) }) : ''}
          </span>
          {cells
            .toSorted((one, other) => order(one.partner_id) - order(other.partner_id))
            .map(({ partner_id, part, person, deputy }) => (
              <span class={partner_id === mine ? 'block mine' : 'block quiet'} key={partner_id ?? ''}>
                {partner_id === mine ? t('guest_grid.you') : partner_id ? (names.get(partner_id) ?? '') : library}{' '}
                {message({ key: `grid.part_${part}` })}
                {/* Whom another partner names is theirs. */}
                {isOurs(partner_id) && person && ` · ${person}`}
                {isOurs(partner_id) && deputy && ` (${t('grid.deputy_said', { name: deputy })})`}
              </span>
            ))}
        </li>
      ))}
    </ol>
  );
}
