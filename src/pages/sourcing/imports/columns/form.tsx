/** What each column means: guessed from its header, shown beside what stands in it, and for the person to change. */
import { Invalid } from '../../../house/errors.ts';
import type { House } from '../../../house/furnish.ts';
import { parse } from '../../../house/parse.ts';
import { nameKey } from '../../../rooms/directory/name-key.ts';
import { sectorsOf } from '../../../rooms/directory/sectors.ts';
import { readsItself, setMapping } from '../../../rooms/sourcing/imports/checking.ts';
import { FIELDS, type Mapping } from '../../../rooms/sourcing/imports/fields.ts';
import { type Import, type ImportRow, isOpen, mappingForm, mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { importRows } from '../../../rooms/sourcing/imports/import-rows.ts';
import { findImport } from '../../../rooms/sourcing/imports/imports.ts';
import { hasPeople, OWNERS, openColumns, withOwner } from '../../../rooms/sourcing/imports/whose.ts';
import { Scroll } from '../../../ui/bits.tsx';
import { Buttons, Checkboxes, Form, type Option, PostButton, Radios, Select } from '../../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../../ui/here.ts';
import { type App, libraryPage, redirect } from '../../shell/door.tsx';
import { text } from '../../shell/form-body.ts';

export function importColumnPages(app: App, house: House): void {
  libraryPage(app, house, '/imports/:id/columns', {
    may: mayImport,
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, words } = language;
      const item = await findImport(ctx, visit.id());
      if (!isOpen(item.status)) return redirect(`${base}/imports/${item.id}`);
      const { rows } = await importRows(ctx, item.id, { outcome: '', page: 1 });
      const sectors = [
        { value: '', label: t('form.no_sector') },
        ...(await sectorsOf(ctx)).map((each) => ({ value: each.key, label: words(each.label) })),
      ];
      return {
        title: t('import.columns_title', { file: item.file_name }),
        section: 'partners',
        body: (
          <>
            <h1>{t('import.columns_title', { file: item.file_name })}</h1>
            <p class="narrow">{readsItself(item.kind) ? t('import.columns_known') : t('import.columns_text')}</p>
            <ColumnsForm
              item={item}
              rows={rows}
              sectors={sectors}
              again={again}
              cancel={item.status === 'mapping' ? `${base}/imports` : `${base}/imports/${item.id}`}
            />
            {!item.applied_at && (
              <PostButton action={`${base}/imports/${item.id}/removal`} label={t('import.discard')} />
            )}
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      const item = await findImport(visit.ctx, visit.id());
      const chosen = item.header.map((_, at) => text(fields[`mapping.${at}`])) as Mapping;
      const mapping = chosen.reduce((now, _, at) => {
        const owner = OWNERS.find((each) => each === fields[`whose.${at}`]);
        // Whoever gave the column another meaning has answered already.
        return owner && chosen[at] === item.mapping[at] ? withOwner(now, at, owner) : now;
      }, chosen);
      const sector_words = Object.fromEntries(
        wordsOf(item).map((word, at) => [nameKey(word), text(fields[`words.${at}`])]),
      );
      const sheets = item.format.sheets ? [fields.sheets ?? []].flat() : undefined;
      const given = { ...fields, sheets, mapping: readsItself(item.kind) ? item.mapping : mapping, sector_words };
      const form = withFormErrors(() => parse(mappingForm, given));
      await setMapping(visit.ctx, item.id, form);
      return `${visit.base}/imports/${item.id}`;
    },
  });
}

/** The words of the list that mean no sector, and those that somebody has given a meaning. */
function wordsOf({ format: { unknown_words = [], sector_words = {} } }: Import): string[] {
  const all = [...unknown_words.map((each) => each.word), ...Object.keys(sector_words)];
  return [...new Map(all.toReversed().map((word) => [nameKey(word), word])).values()].toReversed();
}

/** What is wrong with the columns as a whole is shown at the first of them. */
function withFormErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Invalid) || !error.fields.mapping) throw error;
    const { mapping, ...others } = error.fields;
    throw new Invalid({ ...others, form: mapping });
  }
}

type Props = { item: Import; rows: ImportRow[]; sectors: Option[]; again: Again | undefined; cancel: string };

function ColumnsForm({ item, rows, sectors, again, cancel }: Props) {
  const { t, message } = useLanguage();
  const options = [
    { value: '', label: t('import.not_read') },
    ...FIELDS.map((field) => ({ value: field, label: message({ key: `import.field_${field}` }) })),
  ];
  const words = wordsOf(item);
  const initial: Values = Object.fromEntries([
    ...item.mapping.map((field, at) => [`mapping.${at}`, field] as const),
    ...openColumns(item.kind, item.header, item.mapping).map(
      ({ column, owner }) => [`whose.${column}`, owner] as const,
    ),
    ...words.map((word, at) => [`words.${at}`, item.format.sector_words?.[nameKey(word)] ?? ''] as const),
  ]);
  return (
    <Form
      again={again}
      initial={{ ...initial, default_sector: item.default_sector, sheets: sheetsIn(item) }}
      version={item.version}
    >
      <Sheets item={item} />
      <Whose item={item} rows={rows} />
      {!readsItself(item.kind) && (
        <Scroll label={t('import.columns')}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t('import.column')}</th>
                <th scope="col">{t('import.examples')}</th>
                <th scope="col">{t('import.fills')}</th>
              </tr>
            </thead>
            <tbody>
              {item.header.map((title, at) => (
                <tr key={title}>
                  <th scope="row">{title}</th>
                  <td class="quiet">{examples(rows, at).join(' · ')}</td>
                  <td>
                    <Select
                      name={`mapping.${at}`}
                      label={t('import.fills_of', { column: title })}
                      hideLabel
                      options={options}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {words.length > 0 && (
        <fieldset class="narrow" id="words">
          <legend>{t('import.words')}</legend>
          <p class="hint">{t('import.words_hint')}</p>
          {words.map((word, at) => (
            <Select key={word} name={`words.${at}`} label={word} options={sectors} width="medium" />
          ))}
        </fieldset>
      )}
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

/** Those of the sheets that are not left out. */
const sheetsIn = ({ format: { sheets = [], left_sheets = [] } }: Import): string[] =>
  sheets.filter((sheet) => !left_sheets.includes(sheet));

/** A workbook whose sheets have the same columns is read as one list; whole sheets can be left out. */
function Sheets({ item: { format } }: { item: Import }) {
  const { t } = useLanguage();
  const { sheets } = format;
  if (!sheets) return null;
  const options = sheets.map((sheet) => ({ value: sheet, label: sheet }));
  return (
    <div class="narrow">
      <Checkboxes
        name="sheets"
        label={t('import.sheets')}
        hint={t('import.sheets_hint', { count: sheets.length })}
        options={options}
      />
    </div>
  );
}

/** What the headings leave open, asked once a column, with what stands in it. */
function Whose({ item, rows }: { item: Import; rows: ImportRow[] }) {
  const { t } = useLanguage();
  const open = openColumns(item.kind, item.header, item.mapping);
  if (open.length === 0) return null;
  const options = [
    { value: 'organization', label: t('import.whose_organization') },
    { value: 'person', label: hasPeople(item.mapping) ? t('import.whose_person') : t('import.whose_nobody') },
  ];
  return (
    <fieldset class="narrow" id="whose">
      <legend>{t('import.whose')}</legend>
      <p class="hint">{t('import.whose_hint')}</p>
      {open.map(({ column, title }) => (
        <Radios
          key={title}
          name={`whose.${column}`}
          label={t('import.whose_column', { column: title })}
          hint={examples(rows, column).join(' · ')}
          options={options}
        />
      ))}
    </fieldset>
  );
}

/** Three different things that stand in a column. */
const examples = (rows: ImportRow[], column: number): string[] =>
  [...new Set(rows.map((row) => row.cells[column] ?? '').filter(Boolean))]
    .slice(0, 3)
    .map((each) => (each.length > 40 ? `${each.slice(0, 40)}…` : each));
