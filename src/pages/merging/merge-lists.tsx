/** The facts of a merge that are lists: they keep what either of the two has. */
import type { ComponentChildren } from 'preact';
import type { Language, MessageKey } from '../../house/messages.ts';
import { united } from '../../rooms/directory/uniting.ts';
import { readablePhone } from '../../rooms/directory/written.ts';
import { population } from '../../rooms/guide/guide.ts';
import type { MergePlan } from '../../rooms/merging/merge-plan.ts';
import type { Side } from '../../rooms/merging/sides.ts';
import { useLanguage } from '../../ui/here.ts';

type Sectors = Map<string, string>;
/** A list of the facts: its heading, the items of a side, and how an item reads. */
type List = {
  label: MessageKey;
  of: (side: Side) => string[];
  say?: (item: string, language: Language, sectors: Sectors) => string;
};

const LISTS: List[] = [
  { label: 'merge.names', of: (side) => [side.name, ...side.alternate_names] },
  { label: 'field.phones', of: (side) => side.phones, say: phone },
  { label: 'field.addresses', of: (side) => side.addresses },
  { label: 'field.sectors', of: (side) => side.sectors, say: (key, _, sectors) => sectors.get(key) ?? key },
  {
    label: 'field.populations',
    of: (side) => side.populations,
    say: (key, { words }) => words(population(key)?.label ?? { en: key, es: key }),
  },
  {
    label: 'field.languages',
    of: (side) => side.languages,
    say: (code, { languageName }) => languageName.of(code) ?? code,
  },
];

export function Lists({ plan: { kept, gone }, sectors }: { plan: MergePlan; sectors: Sectors }) {
  const language = useLanguage();
  const { t } = language;
  const confidential = kept.confidential_address || gone.confidential_address;
  return (
    <>
      <h2>{t('merge.lists')}</h2>
      <dl class="facts">
        {LISTS.map(({ label, of, say = (item) => item }) => (
          <Fact
            key={label}
            term={t(label as 'merge.names')}
            items={united(of(kept), of(gone)).map((item) => say(item, language, sectors))}
            hidden={confidential && label === 'field.addresses'}
          />
        ))}
      </dl>
    </>
  );
}

/** A number, and its extension where it has one. */
function phone(text: string): string {
  const number = text.split(' ')[0] ?? '';
  return readablePhone(number) + text.slice(number.length);
}

/** A confidential address is shown to staff on the screen but never printed, because paper leaves the building. */
function Fact({ term, items, hidden = false }: { term: ComponentChildren; items: string[]; hidden?: boolean }) {
  if (items.length === 0) return null;
  return (
    <div class={hidden ? 'no-print' : undefined}>
      <dt>{term}</dt>
      <dd>{items.join(' · ')}</dd>
    </div>
  );
}
