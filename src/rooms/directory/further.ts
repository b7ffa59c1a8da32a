/**
 * What a list or package says that no column of ours holds: kept as it was read, shown, and sent on. By the standard's name for it
 * ("accessibility", "schedules"), or under the list's own heading in `columns`. Values are text, or objects and lists of a package. Pure.
 */
export type Further = { columns?: Record<string, string> } & Record<string, unknown>;

/** Both, ours first: what theirs says of the same thing otherwise stands beside it, and a list has each item once. */
export function unitedFurther(ours: Further, theirs: Further): Further {
  const all: Further = { ...theirs, ...ours };
  for (const [name, value] of Object.entries(theirs)) if (name in ours) all[name] = united(ours[name], value);
  return all;
}

function united(ours: unknown, theirs: unknown): unknown {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const known = new Set(ours.map((each) => JSON.stringify(each)));
    return [...ours, ...theirs.filter((each) => !known.has(JSON.stringify(each)))];
  }
  if (typeof ours === 'string' && typeof theirs === 'string') return ours.split('\n').includes(theirs) || theirs === '' ? ours : `${ours}\n${theirs}`;
  if (isObject(ours) && isObject(theirs)) return unitedFurther(ours, theirs);
  return ours;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
