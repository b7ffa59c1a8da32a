/** Where a list comes in: the form for the file, and what has come in before. */
import { Invalid } from '../../../house/errors.ts';
import type { House } from '../../../house/furnish.ts';
import { parse } from '../../../house/parse.ts';
import { type Import, importStart, mayImport, TARGETS } from '../../../rooms/sourcing/imports/import.ts';
import { listImports } from '../../../rooms/sourcing/imports/imports.ts';
import { readApart } from '../../../rooms/sourcing/imports/reading/apart.ts';
import { MAX_COLUMNS, type Sheet } from '../../../rooms/sourcing/imports/reading/sheet.ts';
import { startImport } from '../../../rooms/sourcing/imports/starting.ts';
import { listWaiting, somebodyWaits, waitInLine } from '../../../rooms/sourcing/imports/waiting.ts';
import { Empty, Scroll } from '../../../ui/bits.tsx';
import { Buttons, FileField, Fold, Form, Radios, TextField } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { PartnerTabs } from '../../partners/tabs.tsx';
import { type App, libraryPage, type Sender } from '../../shell/door.tsx';
import type { UploadedFile } from '../../shell/form-body.ts';
import { misplacedLink } from './misplaced.tsx';
import { WaitingLists } from './waiting.tsx';

const ACCEPT = '.csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.vcf,.zip,.json,.ndjson';

export function importListPages(app: App, house: House): void {
  libraryPage<Brought>(app, house, '/imports', {
    may: mayImport,
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, message } = language;
      const imports = await listImports(ctx);
      const waiting = await listWaiting(ctx);
      const targets = TARGETS.map((target) => ({
        value: target,
        label: message({ key: `import.target_${target}` }),
        hint: message({ key: `import.target_${target}_hint` }),
      }));
      const limits = {
        rows: house.imports.rows,
        megabytes: Math.round(house.imports.fileBytes / 1_000_000),
        columns: MAX_COLUMNS,
      };
      return {
        title: t('imports.title'),
        section: 'partners',
        body: (
          <>
            <h1>{t('imports.title')}</h1>
            <PartnerTabs base={base} here="/imports" actor={ctx.actor} />
            {await misplacedLink(visit)}
            <p class="narrow">{t('imports.intro')}</p>
            <Form again={again} initial={{ target: 'partners' }} class="narrow" files>
              <FileField name="file" label={t('imports.file')} hint={t('imports.file_hint', limits)} accept={ACCEPT} />
              <Radios name="target" label={t('imports.target')} options={targets} />
              <Fold summary={t('imports.more')} names={['source', 'vintage']}>
                <TextField name="source" label={t('imports.source')} hint={t('imports.source_hint')} optional />
                <TextField name="vintage" label={t('imports.vintage')} hint={t('imports.vintage_hint')} optional />
              </Fold>
              <Buttons save={t('imports.read')} />
            </Form>
            {waiting.length > 0 && <WaitingLists lists={waiting} base={base} />}
            <h2>{t('imports.earlier')}</h2>
            {imports.length === 0 ? <Empty text={t('imports.none')} /> : <ImportTable imports={imports} base={base} />}
          </>
        ),
      };
    },
    files: { bytes: house.imports.fileBytes + 1_000_000, read: (files, sender) => readOrWait(house, files, sender) },
    submit: async ({ ctx, base }, fields, { name, sheet, files }) => {
      const start = { ...parse(importStart, fields), fileName: name };
      return sheet
        ? `${base}/imports/${await startImport(ctx, sheet, start)}`
        : `${base}/imports/waiting/${await waitInLine(ctx, files, start)}`;
    },
  });
}

/** A list that was read, or the files of one that has to wait. */
type Brought = { name: string; sheet?: Sheet; files: UploadedFile[] };

/** At once where there is a place and nobody waits for one. */
async function readOrWait(house: House, files: UploadedFile[], { libraryId, left }: Sender): Promise<Brought> {
  if (files.length === 0) throw new Invalid({ file: { key: 'error.file_missing' } });
  const name = nameOf(files);
  const leave = (await somebodyWaits({
    db: house.lending.to({ library: null, reading: true, signal: left }),
    now: house.now(),
  }))
    ? null
    : house.reading.enter(libraryId);
  if (!leave) return { name, files };
  try {
    return { name, files: [], sheet: await readApart(files, house.imports, left) };
  } finally {
    leave();
  }
}

const nameOf = (files: { name: string }[]) =>
  files.length === 1 ? (files[0]?.name ?? '') : files.map((file) => file.name).join(', ');

function ImportTable({ imports, base }: { imports: Import[]; base: string }) {
  const { t, message, dayOf } = useLanguage();
  return (
    <Scroll label={t('imports.earlier')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('imports.file')}</th>
            <th scope="col">{t('imports.state')}</th>
            <th scope="col" class="number">
              {t('import.count_rows')}
            </th>
            <th scope="col">{t('imports.by')}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <a href={`${base}/imports/${item.id}`}>{item.file_name}</a>
                <span class="quiet block">{message({ key: `import.target_${item.target}` })}</span>
              </th>
              <td>{message({ key: `import.status_${item.status}` })}</td>
              <td class="number">{item.counts.rows ?? ''}</td>
              <td>
                {item.created_name ?? 'Common Table'} <span class="quiet block">{dayOf(item.created_at)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
