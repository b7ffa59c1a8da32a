/** Lists that wait to be read: which are before them, and which could not be read. */
import type { House } from '../../../house/furnish.ts';
import { mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { findWaiting, leaveLine, placeInLine, type WaitingList } from '../../../rooms/sourcing/imports/waiting.ts';
import { ErrorSummary, PostButton } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { type App, libraryPage, redirect } from '../../shell/door.tsx';

export function waitingPages(app: App, house: House): void {
  libraryPage(app, house, '/imports/waiting/:id', {
    may: mayImport,
    show: async ({ ctx, base, id, language: { t } }, again) => {
      const list = await findWaiting(ctx, id()).catch(() => null);
      // Read meanwhile: it is an import now, with the same number.
      if (!list) return redirect(`${base}/imports/${id()}`);
      const here = `${base}/imports/waiting/${list.id}`;
      return {
        title: list.file_name,
        section: 'partners',
        islands: list.problem ? [] : ['progress'],
        body: (
          <>
            {again && <ErrorSummary errors={again.errors} />}
            <h1>{list.file_name}</h1>
            {list.problem ? <Unread list={list} /> : <InLine here={here} place={await placeInLine(ctx, list.id)} />}
            <div class="buttons">
              <a href={`${base}/imports`}>{t('import.all')}</a>
              <PostButton
                action={here}
                label={t(list.problem ? 'import.unread_remove' : 'import.leave_line')}
                name={t('import.leave_line')}
              />
            </div>
          </>
        ),
      };
    },
    submit: async ({ ctx, base, id }) => {
      await leaveLine(ctx, id());
      return { to: `${base}/imports`, notice: 'notice.removed' };
    },
  });

  // The island's question, as for an import that is under way.
  libraryPage(app, house, '/imports/waiting/:id/progress', {
    may: mayImport,
    type: 'application/json',
    show: async ({ ctx, id }) => {
      const list = await findWaiting(ctx, id()).catch(() => null);
      const waits = list !== null && list.problem === null;
      return Response.json({
        status: waits ? 'waiting' : 'read',
        place: waits ? await placeInLine(ctx, id()) : undefined,
      });
    },
  });
}

function InLine({ here, place }: { here: string; place: number }) {
  const { t } = useLanguage();
  return (
    <section
      class="card"
      data-island="progress"
      data-address={`${here}/progress`}
      data-place={place}
      aria-label={t('import.in_line')}
    >
      <p role="status">{place === 0 ? t('import.being_read') : t('import.place', { place })}</p>
      <p>{t('import.line_can_leave')}</p>
      <p>
        <a href={here}>{t('import.look_again')}</a>
      </p>
    </section>
  );
}

function Unread({ list }: { list: WaitingList }) {
  const { t, message } = useLanguage();
  return (
    <section class="warning" aria-label={t('import.problem')}>
      {list.problem && <p>{message(list.problem)}</p>}
    </section>
  );
}

export function WaitingLists({ lists, base }: { lists: WaitingList[]; base: string }) {
  const { t, moment } = useLanguage();
  return (
    <>
      <h2>{t('import.in_line')}</h2>
      <ul>
        {lists.map((list) => (
          <li key={list.id}>
            <a href={`${base}/imports/waiting/${list.id}`}>{list.file_name}</a>{' '}
            <span class="quiet">
              {t(list.problem ? 'import.line_unread' : 'import.line_waits', {
                name: list.created_name ?? 'Common Table',
                when: moment(list.created_at),
              })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
