/**
 * The question whether a column is the organization's or a person's, where its heading does not tell: asked once a
 * column, with examples of its values.
 */
import { hasPeople, openColumns } from '../../../../rooms/sourcing/imports/columns/whose.ts';
import { Radios } from '../../../../ui/form.tsx';
import { useLanguage } from '../../../../ui/here.ts';
import { examples } from './examples.ts';
import type { Read } from './form.tsx';

export function Whose({ item, rows }: Read) {
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
