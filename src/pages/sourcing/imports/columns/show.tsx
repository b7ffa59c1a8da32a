/**
 * What each column means: guessed from its heading, shown beside examples of its values, and for the person to change.
 */
import { sectorsOf } from '../../../../rooms/directory/sectors.ts';
import { type Import, type ImportRow, isOpen, mayImport } from '../../../../rooms/sourcing/imports/import.ts';
import { importRows } from '../../../../rooms/sourcing/imports/import-rows.ts';
import { readsItself, setMapping } from '../../../../rooms/sourcing/imports/planning/checking.ts';
import type { Option } from '../../../../ui/form.tsx';
import { useLanguage } from '../../../../ui/here.ts';
import { Press } from '../../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../../shell/page.ts';
import { importOf } from '../import.ts';
import { ThreeSteps } from '../three-steps.tsx';
import { ColumnsForm } from './form.tsx';
import { mappingIn } from './given.ts';

export const importColumns = libraryPage({
  path: '/imports/:id/columns',
  may: mayImport,
  load: importOf,
  /** Under way or done. */
  instead: ({ found: { id, status }, to }) => !isOpen(status) && to('/imports/:id', { id }),
  view: async (asked) => {
    const { ctx, found: item, language } = asked;
    const { t, words } = language;
    const { rows } = await importRows(ctx, item.id, { outcome: '', page: 1 });
    const sectors = (await sectorsOf(ctx)).map(({ key, label }) => ({ value: key, label: words(label) }));
    return {
      title: t('import.columns_title', { file: item.file_name }),
      trail: [{ label: item.file_name, href: asked.to('/imports/:id', { id: item.id }) }],
      body: <Columns asked={asked} rows={rows} sectors={[{ value: '', label: t('form.no_sector') }, ...sectors]} />,
    };
  },
  submit: async ({ ctx, found: item, fields, go }) => {
    await setMapping(ctx, item.id, mappingIn(item, fields));
    return go('/imports/:id', { id: item.id });
  },
});

type Props = { asked: LibraryViewing<Import>; rows: ImportRow[]; sectors: Option[] };

function Columns({ asked: { again, found: item, to }, rows, sectors }: Props) {
  const { t } = useLanguage();
  const { id } = item;
  return (
    <>
      <ThreeSteps at={2} />
      <p class="narrow">{readsItself(item.kind) ? t('import.columns_known') : t('import.columns_text')}</p>
      <ColumnsForm
        read={{ item, rows }}
        sectors={sectors}
        again={again}
        cancel={item.status === 'mapping' ? to('/imports') : to('/imports/:id', { id })}
      />
      {!item.applied_at && <Press to="/imports/:id/removal" at={{ id }} about={item} label={t('import.discard')} />}
    </>
  );
}
