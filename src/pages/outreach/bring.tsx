/**
 * Logging many at once, from a calendar file or a pasted list: it is read, each line is looked at and corrected, and
 * only what is ticked is logged.
 */
import { Invalid } from '../../house/errors.ts';
import { KINDS } from '../../rooms/outreach/interaction.ts';
import { CALENDAR_BYTES, type CalendarRead, readCalendarApart } from '../../rooms/outreach/listed/calendar.ts';
import { checkedLine, type LeftOut, type ListedLine, type ListedLines } from '../../rooms/outreach/listed/line.ts';
import {
  type CheckedLine,
  forgetLines,
  keepCalendar,
  keepPasted,
  keptLines,
  logLines,
} from '../../rooms/outreach/listed/log-list.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { type PartnerName, partnerNames, partnersCalled } from '../../rooms/partners/partner-list.ts';
import { one } from '../../ui/field.ts';
import { Buttons, FileField, Form, TextArea } from '../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../ui/here.ts';
import { nested, type UploadedFile } from '../shell/form-body.ts';
import { redirect } from '../shell/landing.ts';
import { Press } from '../shell/link.tsx';
import { type LibrarySubmitting, libraryPage } from '../shell/page.ts';
import { NamesKnown } from './log.tsx';

export const bring = libraryPage<undefined, CalendarRead | null>({
  path: '/interactions/bring',
  may: mayLog,
  view: ({ again, to, language: { t } }) => ({
    title: t('bring.title'),
    body: (
      <div class="narrow">
        <p>{t('bring.text')}</p>
        <Form again={again} files>
          <TextArea name="list" label={t('bring.list')} hint={t('bring.list_hint')} rows={8} optional />
          <FileField
            name="calendar"
            label={t('bring.calendar')}
            hint={t('bring.calendar_hint')}
            accept=".ics,text/calendar"
            optional
          />
          <Buttons save={t('bring.read')} cancel={to('/interactions')} />
        </Form>
      </div>
    ),
  }),
  files: {
    bytes: () => CALENDAR_BYTES,
    read: async ([file]: UploadedFile[], { house }) => (file ? readCalendarApart(file.bytes, house.now()) : null),
  },
  submit: async ({ ctx, fields, brought, go }) => {
    const both = brought !== null && one(fields.list).trim() !== '';
    if (both) throw new Invalid({ calendar: { key: 'error.bring_both' } });
    if (brought) await keepCalendar(ctx, brought);
    else await keepPasted(ctx, one(fields.list));
    return go('/interactions/bring/check');
  },
});

export const bringCheck = libraryPage({
  path: '/interactions/bring/check',
  may: mayLog,
  view: async ({ ctx, again, to, language: { t } }) => {
    const kept = await keptLines(ctx);
    if (!kept) return redirect(to('/interactions/bring'));
    const { names } = await partnerNames(ctx, '', []);
    return { title: t('bring.check_title'), body: <Check kept={kept} names={names} again={again} /> };
  },
  submit: async (asked) => {
    const count = await logLines(asked.ctx, await checkedIn(asked));
    return asked.go('/interactions').saying('notice.lines_logged', { count });
  },
});

/** Those that are ticked. Throws Invalid, which names the lines in which something is missing. */
async function checkedIn({ ctx, fields }: LibrarySubmitting): Promise<CheckedLine[]> {
  const kept = (await keptLines(ctx))?.lines ?? [];
  const { line = {} } = nested(fields) as { line?: Record<string, Record<string, string>> };
  const ticked = Object.entries(line).filter(([, each]) => each.take);
  if (ticked.length === 0) throw new Invalid({ form: { key: 'error.bring_none' } });
  const lines: CheckedLine[] = [];
  const wrong: number[] = [];
  for (const [at, each] of ticked) {
    const read = checkedLine.safeParse(each);
    const called = read.success ? await partnersCalled(ctx, read.data.partner) : [];
    const { persons = [], minutes = null, partner = '' } = kept[Number(at)] ?? {};
    const [only] = called;
    if (!read.success || !only || called.length > 1) wrong.push(Number(at) + 1);
    else lines.push({ ...read.data, partner: only.id, minutes, persons: partner === read.data.partner ? persons : [] });
  }
  if (wrong.length > 0) throw new Invalid({ form: { key: 'error.bring_lines', values: { lines: wrong.join(', ') } } });
  return lines;
}

type CheckProps = { kept: ListedLines; names: PartnerName[]; again: Again | undefined };

function Check({ kept, names, again }: CheckProps) {
  const { t } = useLanguage();
  return (
    <>
      <p>{t('bring.check_text')}</p>
      <NamesKnown names={names} />
      <Form again={again}>
        <p class="listed-head quiet" aria-hidden="true">
          <span />
          <span>{t('field.happened_on')}</span>
          <span>{t('field.log_partner')}</span>
          <span>{t('field.kind')}</span>
        </p>
        <ol class="plain lines listed">
          {kept.lines.map((line, at) => (
            <Line key={at} line={line} at={at} typed={again?.values} />
          ))}
        </ol>
        <LeftOutLine leftOut={kept.leftOut} />
        <Buttons save={t('bring.log')} />
      </Form>
      <Press to="/interactions/bring/forget" label={t('bring.forget')} />
    </>
  );
}

function LeftOutLine({ leftOut }: { leftOut: LeftOut }) {
  const { t } = useLanguage();
  const count = Object.values(leftOut).reduce((sum, each) => sum + each, 0);
  return count > 0 ? <p class="quiet">{t('bring.left_out', leftOut)}</p> : null;
}

type LineProps = { line: ListedLine; at: number; typed: Values | undefined };

/** As it was read, or as it was typed before something was refused; ticked where nothing is missing. */
function Line({ line, at, typed }: LineProps) {
  const { t, message } = useLanguage();
  const name = (field: string) => `line.${at}.${field}`;
  const value = (field: 'happened_on' | 'partner' | 'kind' | 'summary') =>
    typed ? one(typed[name(field)]) : String(line[field]);
  const take = typed ? Boolean(typed[name('take')]) : line.sure;
  const field = (what: 'happened_on' | 'partner' | 'summary', label: string, more: object) => (
    <input name={name(what)} value={value(what)} aria-label={`${at + 1}: ${label}`} {...more} />
  );
  return (
    <li>
      <label class="choice">
        <input type="checkbox" name={name('take')} value="on" checked={take} />
        <span>
          {at + 1}
          <span class="unseen"> {t('bring.take')}</span>
        </span>
      </label>
      {field('happened_on', t('field.happened_on'), { type: 'date' })}
      {field('partner', t('field.log_partner'), {
        list: 'partners-known',
        placeholder: t('field.log_partner'),
        autocomplete: 'off',
      })}
      <select name={name('kind')} aria-label={`${at + 1}: ${t('field.kind')}`}>
        <option value="">{t('field.kind')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind} selected={value('kind') === kind}>
            {message({ key: `interaction.kind_${kind}` })}
          </option>
        ))}
      </select>
      {field('summary', t('field.summary'), { class: 'wide' })}
    </li>
  );
}

export const bringForget = libraryPage({
  path: '/interactions/bring/forget',
  may: mayLog,
  view: ({ to }) => redirect(to('/interactions/bring')),
  submit: async ({ ctx, go }) => {
    await forgetLines(ctx);
    return go('/interactions').saying('notice.lines_forgotten');
  },
});
