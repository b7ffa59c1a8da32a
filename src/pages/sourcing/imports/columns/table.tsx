/** The columns of a list, each with examples of its values and the field that it fills. */
import { FIELDS } from '../../../../rooms/sourcing/imports/columns/fields.ts';
import { Scroll } from '../../../../ui/bits.tsx';
import { type Option, Select } from '../../../../ui/form.tsx';
import { useLanguage } from '../../../../ui/here.ts';
import { examples } from './examples.ts';
import type { Read } from './form.tsx';

export function ColumnTable({ item, rows }: Read) {
  const { t, message } = useLanguage();
  const options = [
    { value: '', label: t('import.not_read') },
    ...FIELDS.map((field) => ({ value: field, label: message({ key: `import.field_${field}` }) })),
  ];
  return (
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
            <Column key={title} at={at} title={title} examples={examples(rows, at)} options={options} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

type Props = { at: number; title: string; examples: string[]; options: Option[] };

function Column({ at, title, examples, options }: Props) {
  const { t } = useLanguage();
  return (
    <tr>
      <th scope="row">{title}</th>
      <td class="quiet">{examples.join(' · ')}</td>
      <td>
        <Select name={`mapping.${at}`} label={t('import.fills_of', { column: title })} hideLabel options={options} />
      </td>
    </tr>
  );
}
