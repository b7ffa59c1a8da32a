/** The form of the columns: which sheets, whose they are, what each fills, and what the list's words mean. */
import { nameKey } from '../../../../rooms/directory/name-key.ts';
import { openColumns } from '../../../../rooms/sourcing/imports/columns/whose.ts';
import type { Import, ImportRow } from '../../../../rooms/sourcing/imports/import.ts';
import { readsItself } from '../../../../rooms/sourcing/imports/planning/checking.ts';
import { Buttons, Checkboxes, Form, type Option, Select } from '../../../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../../../ui/here.ts';
import { wordsOf } from './given.ts';
import { ColumnTable } from './table.tsx';
import { Whose } from './whose.tsx';

/** `rows` are the first of the list, for examples. */
export type Read = { item: Import; rows: ImportRow[] };
type Props = { read: Read; sectors: Option[]; again: Again | undefined; cancel: string };

export function ColumnsForm({ read, sectors, again, cancel }: Props) {
  const { t } = useLanguage();
  const { item } = read;
  return (
    <Form again={again} initial={asStored(item)} version={item.version}>
      <Sheets item={item} />
      <Whose {...read} />
      {!readsItself(item.kind) && <ColumnTable {...read} />}
      <SectorWords words={wordsOf(item)} sectors={sectors} />
      <div class="narrow">
        <Select
          name="default_sector"
          label={t('import.default_sector')}
          hint={t('import.default_sector_hint')}
          options={sectors}
          optional
        />
        <Buttons save={t('import.check')} cancel={cancel} />
      </div>
    </Form>
  );
}

function asStored({ kind, header, mapping, format, default_sector }: Import): Values {
  const { sheets = [], left_sheets = [], sector_words = {} } = format;
  const words = wordsOf({ format });
  return {
    ...Object.fromEntries([
      ...mapping.map((field, at) => [`mapping.${at}`, field] as const),
      ...openColumns(kind, header, mapping).map(({ column, owner }) => [`whose.${column}`, owner] as const),
      ...words.map((word, at) => [`words.${at}`, sector_words[nameKey(word)] ?? ''] as const),
    ]),
    default_sector,
    sheets: sheets.filter((sheet) => !left_sheets.includes(sheet)),
  };
}

/** A workbook whose sheets have the same columns is read as one list; whole sheets can be left out. */
function Sheets({ item: { format } }: { item: Import }) {
  const { t } = useLanguage();
  const { sheets } = format;
  if (!sheets) return null;
  return (
    <div class="narrow">
      <Checkboxes
        name="sheets"
        label={t('import.sheets')}
        hint={t('import.sheets_hint', { count: sheets.length })}
        options={sheets.map((sheet) => ({ value: sheet, label: sheet }))}
      />
    </div>
  );
}

function SectorWords({ words, sectors }: { words: string[]; sectors: Option[] }) {
  const { t } = useLanguage();
  if (words.length === 0) return null;
  return (
    <fieldset class="narrow" id="words">
      <legend>{t('import.words')}</legend>
      <p class="hint">{t('import.words_hint')}</p>
      {words.map((word, at) => (
        <Select key={word} name={`words.${at}`} label={word} options={sectors} width="medium" />
      ))}
    </fieldset>
  );
}
