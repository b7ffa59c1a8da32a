/** The facts of a merge that can have one value: a choice for each in which the two differ. */
import type { Language, MessageKey } from '../../house/messages.ts';
import { readableTaxId } from '../../rooms/directory/written.ts';
import type { MergeField } from '../../rooms/merging/duplicate.ts';
import type { FieldPlan, MergePlan } from '../../rooms/merging/merge-plan.ts';
import type { Side } from '../../rooms/merging/sides.ts';
import { Radios } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';

const LABELS: Record<MergeField, MessageKey> = {
  name: 'field.name',
  description: 'field.description',
  website: 'field.website',
  email: 'field.email',
  tax_id: 'field.tax_id',
  parent_organization_id: 'field.parent',
  stage: 'field.stage',
  owner_id: 'field.owner',
  deputy_id: 'field.deputy',
};

/** What is chosen when the form opens. */
export const takes = ({ fields }: MergePlan): Values =>
  Object.fromEntries(fields.map((field) => [`take.${field.name}`, field.takes]));

/** What a person reads for the value of a field. */
function worded({ message }: Language, side: Side, { name, value }: { name: MergeField; value: string }): string {
  if (name === 'stage') return message({ key: `stage.${value}` });
  if (name === 'tax_id') return readableTaxId(value);
  const named = NAMES[name];
  if (named && value !== '') return side[named] ?? value;
  return value.length > 300 ? `${value.slice(0, 300)} …` : value;
}

/** What a field holds the id of, by name. */
const NAMES: { [name in MergeField]?: 'parent_name' | 'owner_name' | 'deputy_name' } = {
  parent_organization_id: 'parent_name',
  owner_id: 'owner_name',
  deputy_id: 'deputy_name',
};

/** One choice for each fact in which the two differ; the others are as both say. */
export function Fields({ plan }: { plan: MergePlan }) {
  const language = useLanguage();
  const { t } = language;
  const differing = plan.fields.filter((field) => field.kept !== field.gone);
  const option = (field: FieldPlan, from: 'kept' | 'gone') => ({
    value: from,
    label: worded(language, plan[from], { name: field.name, value: field[from] }) || t('merge.nothing'),
    hint: from === 'kept' ? t('merge.from_kept') : t('merge.from_gone'),
  });
  return (
    <>
      <h2>{t('merge.fields')}</h2>
      <p>{differing.length > 0 ? t('merge.fields_text') : t('merge.no_fields')}</p>
      {differing.map((field) => (
        <Radios
          key={field.name}
          name={`take.${field.name}`}
          label={t(LABELS[field.name])}
          options={[option(field, 'kept'), option(field, 'gone')]}
        />
      ))}
      {(plan.kept.confidential_address || plan.gone.confidential_address) && (
        <p class="hint">{t('merge.confidential')}</p>
      )}
    </>
  );
}
