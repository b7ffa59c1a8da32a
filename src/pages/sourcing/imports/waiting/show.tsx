/** A list that waits to be read: which are before it, or why it was not read. Its form takes it out of the line. */
import { mayImport } from '../../../../rooms/sourcing/imports/import.ts';
import { leaveLine, placeInLine, type WaitingList } from '../../../../rooms/sourcing/imports/waiting.ts';
import { ErrorSummary } from '../../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../../ui/here.ts';
import { redirect } from '../../../shell/landing.ts';
import { Link, Press, useAround } from '../../../shell/link.tsx';
import { libraryPage } from '../../../shell/page.ts';
import { waitingOf } from './waiting.ts';

export const waitingPage = libraryPage({
  path: '/imports/waiting/:id',
  may: mayImport,
  load: waitingOf,
  view: async ({ ctx, found: list, id, to, again }) => {
    if (!list) return redirect(to('/imports/:id', { id: id() }));
    const place = list.problem ? null : await placeInLine(ctx, list.id);
    return {
      title: list.file_name,
      islands: list.problem ? [] : ['progress'],
      body: <Waiting list={list} place={place} again={again} />,
    };
  },
  submit: async ({ ctx, id, go }) => {
    await leaveLine(ctx, id());
    return go('/imports').saying('notice.removed');
  },
});

type Props = { list: WaitingList; place: number | null; again: Again | undefined };

function Waiting({ list, place, again }: Props) {
  const { t } = useLanguage();
  return (
    <>
      {again && <ErrorSummary errors={again.errors} />}
      {place === null ? <Unread list={list} /> : <InLine id={list.id} place={place} />}
      <div class="buttons">
        <Link to="/imports">{t('import.all')}</Link>
        <Press
          to="/imports/waiting/:id"
          at={{ id: list.id }}
          about={list}
          label={t(list.problem ? 'import.unread_remove' : 'import.leave_line')}
          name={t('import.leave_line')}
        />
      </div>
    </>
  );
}

function InLine({ id, place }: { id: string; place: number }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <section
      class="card"
      data-island="progress"
      data-address={to('/imports/waiting/:id/progress', { id })}
      data-place={place}
      aria-label={t('import.in_line')}
    >
      <p role="status">{place === 0 ? t('import.being_read') : t('import.place', { place })}</p>
      <p>{t('import.line_can_leave')}</p>
      <p>
        <a href={to('/imports/waiting/:id', { id })}>{t('import.look_again')}</a>
      </p>
    </section>
  );
}

function Unread({ list: { problem } }: { list: WaitingList }) {
  const { t, message } = useLanguage();
  return (
    <section class="warning" aria-label={t('import.problem')}>
      {problem && <p>{message(problem)}</p>}
    </section>
  );
}
