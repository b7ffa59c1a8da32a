/**
 * Bringing the people of a round in from a spreadsheet: the file, or cells that are copied into the field; first one
 * sees what each line says and what is not taken, then they are added. Nothing of the list is kept in between.
 */
import type { Ctx } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { branchesOf } from '../../rooms/accounts/branches.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { askedBeforeMany } from '../../rooms/interviews/interviews.ts';
import { asLines, type Known, linesIn, MOST_PEOPLE, peopleIn, type ReadPeople } from '../../rooms/interviews/list.ts';
import { mayInterview, type Round } from '../../rooms/interviews/round.ts';
import { bringPeople } from '../../rooms/interviews/taking-away.ts';
import { readApart } from '../../rooms/sourcing/imports/reading/apart.ts';
import { Scroll } from '../../ui/bits.tsx';
import { one } from '../../ui/field.ts';
import { Buttons, FileField, Form, TextArea } from '../../ui/form.tsx';
import { useForm, useLanguage } from '../../ui/here.ts';
import { libraryPage } from '../shell/page.ts';
import { MoreRows } from '../shell/rows.tsx';
import { roundOf, roundTrail } from './parts.tsx';

const FILE_BYTES = 5_000_000;
const FORM_AROUND = 1_000_000;
const LIMITS = { fileBytes: FILE_BYTES, unpackedBytes: 50_000_000, rows: 5000 };

async function knownIn(ctx: Ctx, round: Round): Promise<Known> {
  const sectors = await sectorsOf(ctx);
  return {
    locale: ctx.library.locale,
    sectors: sectors.map(({ key, label, sourceLabel }) => ({ key, names: [label.en, label.es, sourceLabel] })),
    branches: (await branchesOf(ctx)).map(({ id, name }) => ({ key: id, names: [name] })),
    interviewers: round.interviewers.map(({ id, name }) => ({ key: id, names: [name] })),
  };
}

type Brought = { text: string } | null;

export const peopleFromList = libraryPage<Round, Brought>({
  path: '/interview-rounds/:id/people/list',
  may: mayInterview,
  load: roundOf,
  files: {
    bytes: () => FILE_BYTES + FORM_AROUND,
    read: async ([file], { left }) => (file ? { text: asLines(await readApart([file], LIMITS, left)) } : null),
  },
  view: async (asked) => {
    const { ctx, found: round, again, to, language } = asked;
    const { t } = language;
    const text = one(again?.values.list);
    const isRead = again && Object.keys(again.errors).length === 0 && text !== '';
    const known = await knownIn(ctx, round);
    const read = isRead ? peopleIn(linesIn(text), known) : null;
    const before = read ? await askedBeforeMany(ctx, read.drafts) : new Set<number>();
    return {
      title: t('interviews.from_list'),
      trail: roundTrail(asked, round),
      body: (
        <>
          <p class="narrow">{t('interviews.list_text', { most: MOST_PEOPLE })}</p>
          <Form again={again} files labels={{ list: t('interviews.list_field'), files: t('interviews.list_file') }}>
            {read && <Preview read={read} before={before} known={known} />}
            <div class="narrow">
              {!read && (
                <FileField
                  name="files"
                  label={t('interviews.list_file')}
                  accept=".csv,.xlsx,.xls,.ods,.tsv,.txt"
                  optional
                />
              )}
              <TextArea
                name="list"
                label={t('interviews.list_field')}
                hint={t('interviews.list_hint')}
                rows={read ? 4 : 10}
              />
              {read && read.drafts.length > 0 ? (
                <Buttons save={t('interviews.add_people')} cancel={to('/interview-rounds/:id', { id: round.id })}>
                  <input type="hidden" name="checked" value={text} />
                  <button type="submit" name="step" value="check" class="quiet-button">
                    {t('interviews.check_list')}
                  </button>
                </Buttons>
              ) : (
                <Buttons save={t('interviews.check_list')} cancel={to('/interview-rounds/:id', { id: round.id })} />
              )}
            </div>
          </Form>
        </>
      ),
    };
  },
  submit: async ({ ctx, found: round, fields, brought, go }) => {
    if (brought) fields.list = brought.text;
    const text = one(fields.list);
    if (text.trim() === '') throw new Invalid({ list: { key: 'error.people_empty' } });
    const read = peopleIn(linesIn(text), await knownIn(ctx, round));
    if (!read.hasNames) throw new Invalid({ list: { key: 'error.people_names' } });
    // Only what was seen is added: a list that was changed since is checked once more.
    const wasSeen = one(fields.checked).replace(/\r\n/g, '\n').trim() === text.replace(/\r\n/g, '\n').trim();
    // What was ticked was ticked of other lines.
    if (brought || !wasSeen) delete fields.take;
    if (brought || !wasSeen || one(fields.step) === 'check') throw new MoreRows();
    const taken = new Set([fields.take ?? []].flat());
    const drafts = read.drafts.filter(({ line }) => taken.has(String(line))).map(({ line: _, ...draft }) => draft);
    if (drafts.length === 0) throw new Invalid({ list: { key: 'error.people_none' } });
    const removal = await bringPeople(ctx, round.id, drafts);
    const count = drafts.length;
    return go('/interview-rounds/:id', { id: round.id }).saying('notice.people_added', { count, removal });
  },
});

type PreviewProps = { read: ReadPeople; before: Set<number>; known: Known };

function Preview({ read, before, known }: PreviewProps) {
  const { t, message, list } = useLanguage();
  return (
    <section class="part">
      <h2>{t('interviews.list_read', { count: read.drafts.length })}</h2>
      {read.leftOut > 0 && (
        <p class="warning">{t('interviews.list_left_out', { count: read.leftOut, most: MOST_PEOPLE })}</p>
      )}
      {read.unused.length > 0 && <p class="warning">{t('interviews.list_unused', { columns: list(read.unused) })}</p>}
      {read.problems.length > 0 && (
        <ul class="warning">
          {read.problems.map(({ line, column, why }) => (
            <li key={`${line} ${column} ${why.key}`}>
              {t('interviews.list_line', { line })} {column && `${column}: `}
              {message(why)}
            </li>
          ))}
        </ul>
      )}
      <Scroll label={t('interviews.list_read', { count: read.drafts.length })}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t('interviews.list_take')}</th>
              <th scope="col">{t('field.name')}</th>
              <th scope="col">{t('interviews.role')}</th>
              <th scope="col">{t('interviews.paper_organization')}</th>
              <th scope="col">{t('field.email')}</th>
              <th scope="col">{t('interviews.phone')}</th>
              <th scope="col">{t('filter.sector')}</th>
              <th scope="col">{t('interviews.area')}</th>
              <th scope="col">{t('interviews.interviewer')}</th>
            </tr>
          </thead>
          <tbody>
            {read.drafts.map((draft) => (
              <Line key={draft.line} draft={draft} known={known} wasAsked={before.has(draft.line)} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

type LineProps = { draft: ReadPeople['drafts'][number]; known: Known; wasAsked: boolean };

/** Whoever may have been asked before is left out, unless somebody says otherwise. */
function Line({ draft, known, wasAsked }: LineProps) {
  const { t } = useLanguage();
  const { values } = useForm();
  const chosen = [values.take ?? []].flat();
  const line = String(draft.line);
  const isTaken = chosen.length > 0 ? chosen.includes(line) : !wasAsked;
  const named = (of: Known['sectors'], key: string | null) => of.find((each) => each.key === key)?.names[0];
  return (
    <tr>
      <td>
        <input type="checkbox" name="take" value={line} checked={isTaken} aria-label={draft.name} />
      </td>
      <th scope="row">
        {draft.name}
        {wasAsked && <span class="warning block">{t('interviews.list_before')}</span>}
      </th>
      <td>{draft.role}</td>
      <td>{draft.organization}</td>
      <td>{draft.email}</td>
      <td>{draft.phone}</td>
      <td>{named(known.sectors, draft.sector_key)}</td>
      <td>{named(known.branches, draft.branch_id)}</td>
      <td>{named(known.interviewers, draft.interviewer_id)}</td>
    </tr>
  );
}
