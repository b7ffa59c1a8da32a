/** Which columns of a list one wants to see. */
import type { MessageKey } from '../../house/messages.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { ListName } from '../../rooms/lists/saved-view.ts';
import { chooseColumns, columnsOf } from '../../rooms/lists/saved-views.ts';
import { Buttons, Checkboxes, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { personColumns } from '../directory/people/columns.tsx';
import { logColumns } from '../outreach/columns.tsx';
import { partnerColumns } from '../partners/columns.tsx';
import { redirect } from '../shell/landing.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { leadColumns } from '../sourcing/leads/columns.tsx';
import { taskColumns } from '../tasks/columns.tsx';
import { worksheetColumns } from '../worksheets/columns.tsx';
import { shownOf } from './column.ts';
import { listTrail } from './trail.ts';
import { listOf } from './views.tsx';

type Choice = { key: string; label: MessageKey; usual?: true };
const COLUMNS: Record<ListName, readonly Choice[]> = {
  partners: partnerColumns,
  people: personColumns,
  interactions: logColumns,
  tasks: taskColumns,
  leads: leadColumns,
  worksheets: worksheetColumns,
};

export const columns = libraryPage({
  path: '/lists/:list/columns',
  may: anyMember,
  load: listOf,
  view: async (asked) => ({
    title: asked.language.t('lists.columns'),
    trail: listTrail(asked, asked.found),
    body: <Choose asked={asked} chosen={await columnsOf(asked.ctx, asked.found)} />,
  }),
  submit: async (visit) => {
    const { ctx, found: list, fields } = visit;
    const wanted = [fields.columns ?? []].flat();
    const known = COLUMNS[list].map(({ key }) => key).filter((key) => wanted.includes(key));
    await chooseColumns(ctx, list, known);
    return redirect(listTrail(visit, list)[0]?.href ?? '');
  },
});

type Props = { asked: LibraryViewing<ListName>; chosen: string[] | null };

function Choose({ asked, chosen }: Props) {
  const { t } = useLanguage();
  const { again, found: list } = asked;
  const [, ...optional] = COLUMNS[list];
  const shown = shownOf(
    COLUMNS[list].map((each) => ({ ...each, cell: () => null })),
    chosen,
  ).map(({ key }) => key);
  return (
    <div class="narrow">
      <Form again={again} initial={{ columns: shown }}>
        <Checkboxes
          name="columns"
          label={t('lists.columns_which')}
          options={optional.map(({ key, label }) => ({ value: key, label: t(label) }))}
        />
        <Buttons save={t('form.save')} cancel={listTrail(asked, list)[0]?.href} />
      </Form>
    </div>
  );
}
