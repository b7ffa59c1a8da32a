/** The lines of a history: who, when, what, and what about it. */
import type { Details } from '../../house/history.ts';
import { isMessageKey } from '../../house/messages.ts';
import { useLanguage } from '../../ui/here.ts';
import type { HistoryLine } from '../../views/history/history.ts';

export function HistoryList({ lines }: { lines: HistoryLine[] }) {
  return (
    <ol class="plain lines">
      {lines.map((line) => (
        <Line key={`${line.at.getTime()} ${line.action}`} line={line} />
      ))}
    </ol>
  );
}

function Line({ line: { at, who, action, details } }: { line: HistoryLine }) {
  const { moment, message, t } = useLanguage();
  const said = useSaid();
  const moved = details.from && details.to;
  const rest = Object.entries(details).filter(([name]) => !(['from', 'to'].includes(name) && details.to));
  return (
    <li>
      <span class="quiet">
        {moment(at)} · {who ?? t('history.system')}
      </span>
      <span class="block">{message({ key: `history.${action}` })}</span>
      {moved && (
        <span class="block detail">
          {said('from', details.from)} → {said('to', details.to)}
        </span>
      )}
      {rest.map(([name, value]) => (
        <span class="block detail" key={name}>
          <span class="quiet">{message({ key: `detail.${name}` })}:</span> {said(name, value)}
        </span>
      ))}
    </li>
  );
}

/** The details of an entry in words. The detail `left` is a list of the fields that were left empty. */
function useSaid(): (name: string, value: Details[string] | undefined) => string {
  const { day, list, message } = useLanguage();
  const word = (value: string) => ['stage', 'role', 'detail'].map((kind) => `${kind}.${value}`).find(isMessageKey);
  return (name, value) => {
    if (name === 'left') return list([value ?? []].flat().map((field) => message({ key: `detail.${field}` })));
    if (Array.isArray(value)) return value.join(', ') || '–';
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
    const known = word(String(value));
    return known ? message({ key: known }) : String(value ?? '–');
  };
}
