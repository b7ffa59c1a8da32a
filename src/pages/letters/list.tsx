/** Letters to several partners, the newest first: what was written, and to how many it went. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Letter, letterName, mayWriteLetters } from '../../rooms/letters/letter.ts';
import { type Counts, listLetters } from '../../rooms/letters/letters.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const letterList = libraryPage({
  path: '/letters',
  may: anyMember,
  view: async ({ ctx, url, to, language: { t } }) => {
    const { rows, page, pages } = await listLetters(ctx, Math.max(1, Number(url.searchParams.get('page')) || 1));
    return {
      title: t('letters.title'),
      actions: <Choose />,
      body: (
        <>
          <p class="lead">{t('letters.text')}</p>
          {rows.length === 0 && <Empty text={mayWriteLetters(ctx.actor) ? t('letters.none') : t('letters.none_yet')} />}
          <Letters letters={rows} />
          <Paging page={page} pages={pages} address={(page) => to('/letters', { page: String(page) })} />
        </>
      ),
    };
  },
});

/** For whoever may write one. */
function Choose() {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may('/letters/new')) return null;
  return (
    <Link class="button" to="/partners">
      {t('letters.choose')}
    </Link>
  );
}

function Letters({ letters }: { letters: (Letter & Counts)[] }) {
  const { to, ctx } = useAround();
  return (
    <ul class="plain lines">
      {letters.map((letter) => (
        <li key={letter.id}>
          <a href={to('/letters/:id', { id: letter.id })}>{letterName(letter, { library: ctx.library.name })}</a>
          <span class="quiet block">
            <LetterState letter={letter} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How far it is, and, of one that is sent, by whom and to how many. */
export function LetterState({ letter }: { letter: Letter & Counts }) {
  const { t, moment } = useLanguage();
  const { sent_by, sent_at, done_at, sent, kept, recipients } = letter;
  if (!sent_at) return <>{`${t('letters.state_draft')} · ${t('letters.to', { count: recipients })}`}</>;
  const who = t('letters.by', { who: sent_by ?? '', at: moment(sent_at) });
  if (!done_at) return <>{`${t('letters.state_sending')} · ${who}`}</>;
  if (kept > 0) return <>{`${t('letters.outcome_kept')} · ${who}`}</>;
  return <>{`${t('letters.sent_of', { sent, all: recipients })} · ${who}`}</>;
}
