/** What the form of the columns says, in the shape that the room takes. */
import { Invalid } from '../../../../house/errors.ts';
import { parse } from '../../../../house/parse.ts';
import { nameKey } from '../../../../rooms/directory/name-key.ts';
import type { Mapping } from '../../../../rooms/sourcing/imports/columns/fields.ts';
import { OWNERS, withOwner } from '../../../../rooms/sourcing/imports/columns/whose.ts';
import { type Import, type MappingForm, mappingForm } from '../../../../rooms/sourcing/imports/import.ts';
import { readsItself } from '../../../../rooms/sourcing/imports/planning/checking.ts';
import type { Values } from '../../../../ui/here.ts';
import { text } from '../../../shell/form-body.ts';

export function mappingIn(item: Import, fields: Values): MappingForm {
  const mapping = readsItself(item.kind) ? item.mapping : withOwners(item, fields);
  const sector_words = Object.fromEntries(
    wordsOf(item).map((word, at) => [nameKey(word), text(fields[`words.${at}`])]),
  );
  const sheets = item.format.sheets ? [fields.sheets ?? []].flat() : undefined;
  return withFormErrors(() => parse(mappingForm, { ...fields, sheets, mapping, sector_words }));
}

/**
 * Whose a column is, is only applied where its meaning was left as it was: another meaning says already whose it is.
 */
function withOwners(item: Import, fields: Values): Mapping {
  const chosen = item.header.map((_, at) => text(fields[`mapping.${at}`])) as Mapping;
  return chosen.reduce((now, _, at) => {
    const owner = OWNERS.find((each) => each === fields[`whose.${at}`]);
    return owner && chosen[at] === item.mapping[at] ? withOwner(now, at, owner) : now;
  }, chosen);
}

/** The words of the list that mean no sector, and those that somebody has given a meaning. */
export function wordsOf({ format: { unknown_words = [], sector_words = {} } }: Pick<Import, 'format'>): string[] {
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
