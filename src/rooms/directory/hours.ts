/** Opening hours of a package, in one line. */
type Raw = Record<string, unknown>;
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * "Monday 09:00-17:00; Tuesday …", or the words that the source has for it. What a form says otherwise counts more than
 * the schedules it came from.
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
