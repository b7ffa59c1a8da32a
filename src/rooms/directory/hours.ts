/** Turns the opening hours of a package into one line of text, which a form can show and change. */
type Raw = Record<string, unknown>;
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * "Monday 09:00-17:00; Tuesday …"; an entry without a day and hours gives its description. At most 2,000 characters.
 * Once a form has changed this text, it counts instead of the schedules it was made from.
 */
export function hoursIn(schedules: unknown): string {
  const list = (Array.isArray(schedules) ? schedules : []).filter(
    (each): each is Raw => typeof each === 'object' && each !== null,
  );
  const lines = list.map((each) => {
    const day = text(each.weekday) || text(each.byday);
    const hours = [text(each.opens_at), text(each.closes_at)].filter(Boolean).join('-');
    return [day, hours].filter(Boolean).join(' ') || text(each.description);
  });
  return lines.filter(Boolean).join('; ').slice(0, 2000).toWellFormed();
}
