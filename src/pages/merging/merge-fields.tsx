/** The facts of a merge: for what can have one value, a choice; for lists, what they come to. */
import type { ComponentChildren } from 'preact';
import type { Language, MessageKey } from '../../house/messages.ts';
import { united } from '../../rooms/directory/uniting.ts';
import { readablePhone, readableTaxId } from '../../rooms/directory/written.ts';
import { population } from '../../rooms/guide/guide.ts';
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
  if (value !== '' && name === 'parent_organization_id') return side.parent_name ?? value;
  if (value !== '' && name === 'owner_id') return side.owner_name ?? value;
  if (value !== '' && name === 'deputy_id') return side.deputy_name ?? value;
  if (name === 'tax_id') return readableTaxId(value);
  return value.length > 300 ? `${value.slice(0, 300)} …` : value;
}

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

/** Lists keep what either has. */
export function Lists({ plan: { kept, gone }, sectors }: { plan: MergePlan; sectors: Map<string, string> }) {
  const { t, words, languageName } = useLanguage();
  const both = (list: (side: Side) => string[], say: (item: string) => string = (item) => item) =>
    united(list(kept), list(gone)).map(say);
  const phone = (text: string) =>
    readablePhone(text.split(' ')[0] ?? '') + text.slice((text.split(' ')[0] ?? '').length);
  const lists: [MessageKey, string[]][] = [
    ['merge.names', both((side) => [side.name, ...side.alternate_names])],
    ['field.phones', both((side) => side.phones, phone)],
    ['field.addresses', both((side) => side.addresses)],
    [
      'field.sectors',
      both(
        (side) => side.sectors,
        (key) => sectors.get(key) ?? key,
      ),
    ],
    [
      'field.populations',
      both(
        (side) => side.populations,
        (key) => words(population(key)?.label ?? { en: key, es: key }),
      ),
    ],
    [
      'field.languages',
      both(
        (side) => side.languages,
        (code) => languageName.of(code) ?? code,
      ),
    ],
  ];
  const confidential = kept.confidential_address || gone.confidential_address;
  return (
    <>
      <h2>{t('merge.lists')}</h2>
      <dl class="facts">
        {lists.map(([label, items]) => (
          <Fact
            key={label}
            term={t(label as 'merge.names')}
            items={items}
            hidden={confidential && label === 'field.addresses'}
          />
        ))}
      </dl>
    </>
  );
}

/** A confidential address is for staff on the screen; paper leaves the building. */
function Fact({ term, items, hidden = false }: { term: ComponentChildren; items: string[]; hidden?: boolean }) {
  if (items.length === 0) return null;
  return (
    <div class={hidden ? 'no-print' : undefined}>
      <dt>{term}</dt>
      <dd>{items.join(' · ')}</dd>
    </div>
  );
}
