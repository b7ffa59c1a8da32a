/** Where a list comes in: the form for the file, and what has come in before. */
import type { House } from '../../../house/furnish.ts';
import { parse } from '../../../house/parse.ts';
import { importStart, mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { listImports } from '../../../rooms/sourcing/imports/imports.ts';
import { startImport } from '../../../rooms/sourcing/imports/starting.ts';
import { listWaiting, waitInLine } from '../../../rooms/sourcing/imports/waiting.ts';
import type { View } from '../../shell/layout.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { EarlierLists } from './earlier.tsx';
import { misplacedLink } from './misplaced.tsx';
import { NewList } from './new-list.tsx';
import { type Brought, readOrWait } from './read-or-wait.ts';
import { ThreeSteps } from './three-steps.tsx';
import { WaitingLists } from './waiting/lists.tsx';

/** A form is a little larger than the file it brings. */
const FORM_AROUND = 1_000_000;

export const imports = libraryPage<undefined, Brought>({
  path: '/imports',
  may: mayImport,
  view: listView,
  files: { bytes: (house: House) => house.imports.fileBytes + FORM_AROUND, read: readOrWait },
  submit: async ({ ctx, fields, brought: { name, sheet, files }, go }) => {
    const start = { ...parse(importStart, fields), fileName: name };
    return sheet
      ? go('/imports/:id', { id: await startImport(ctx, sheet, start) })
      : go('/imports/waiting/:id', { id: await waitInLine(ctx, files, start) });
  },
});

async function listView(asked: LibraryViewing): Promise<View> {
  const { ctx, house, again } = asked;
  const { t } = asked.language;
  const [earlier, waiting] = [await listImports(ctx), await listWaiting(ctx)];
  return {
    title: t('imports.title'),
    body: (
      <>
        {await misplacedLink(asked)}
        <ThreeSteps at={1} />
        <p class="narrow">{t('imports.intro')}</p>
        <NewList limits={house.imports} again={again} />
        {waiting.length > 0 && <WaitingLists lists={waiting} />}
        <EarlierLists imports={earlier} />
      </>
    ),
  };
}
