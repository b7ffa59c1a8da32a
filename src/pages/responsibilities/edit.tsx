/** One row of the grid: what is to be done, by when, and whose part in it is what. */
import type { Ctx } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { addRow, changeRow, findRow, gridOf, removeRow, rowAsTyped } from '../../rooms/agreements/responsibilities.ts';
import {
  GRID_PARTS,
  type Grid,
  type GridRow,
  mayKeepGrid,
  rowDraft,
  rowEdit,
} from '../../rooms/agreements/responsibility.ts';
import { Buttons, Checkbox, Form, type Option, Select, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { proposalOf, proposalTrail } from '../proposals/parts.tsx';
import { peopleOf } from '../proposals/people.ts';
import { nested } from '../shell/form-body.ts';
import { redirect } from '../shell/landing.ts';
import { Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

type Column = { partner_id: string; name: string; people: Option[] };

/** The library first, then the partners as they stand. */
async function columnsOf(ctx: Ctx, it: Proposal): Promise<Column[]> {
  const members = (await membersOf(ctx)).filter(({ role }) => role !== 'reader');
  const own = {
    partner_id: '',
    name: ctx.library.name,
    people: members.map(({ id, name }) => ({ value: id, label: name })),
  };
  const theirs = await peopleOf(ctx, it);
  return [own, ...theirs.map(({ partner, people }) => ({ partner_id: partner.id, name: partner.name, people }))];
}

/** Who is named already stays to be chosen, also where they have left. */
function withNamed(columns: Column[], row: GridRow): Column[] {
  return columns.map((column) => {
    const cell = row.cells.find((each) => (each.partner_id ?? '') === column.partner_id);
    const named = [cell?.person, cell?.deputy].flatMap((each) => (each && !each.there ? [each] : []));
    const gone = named.filter(({ id }) => !column.people.some(({ value }) => value === id));
    return {
      ...column,
      people: [...column.people, ...gone.map(({ id, name }) => ({ value: id as string, label: name }))],
    };
  });
}

const trailOf = (asked: LibraryVisit, it: Proposal) => [
  ...proposalTrail(asked, it),
  { label: asked.language.t('grid.title'), href: asked.to('/proposals/:id/responsibilities', { id: it.id }) },
];

export const newRow = libraryPage<Proposal>({
  path: '/proposals/:id/responsibilities/new',
  may: (actor) => mayKeepGrid(actor),
  load: proposalOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    return {
      title: language.t('grid.add'),
      trail: trailOf(asked, it),
      body: (
        <div class="narrow">
          <Form again={again} initial={{ 'columns.0.part': 'does' }} labels={labelsOf(language)}>
            <Fields columns={await columnsOf(ctx, it)} />
            <Buttons save={language.t('grid.save')} cancel={to('/proposals/:id/responsibilities', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await addRow(ctx, id, parse(rowDraft, nested(fields)));
    return go('/proposals/:id/responsibilities', { id }).saying('notice.saved');
  },
});

type Found = { proposal: Proposal; row: GridRow };

export const editRow = libraryPage<Found>({
  path: '/responsibilities/:id/edit',
  may: (actor) => mayKeepGrid(actor),
  load: ({ ctx, id }) => findRow(ctx, id()),
  view: async (asked) => {
    const { ctx, found, again, to, language } = asked;
    const { proposal, row } = found;
    const { t } = language;
    const grid: Grid = await gridOf(ctx, proposal);
    return {
      title: t('grid.edit'),
      trail: trailOf(asked, proposal),
      body: (
        <div class="narrow">
          <Form again={again} initial={rowAsTyped(row, grid.columns)} version={row.version} labels={labelsOf(language)}>
            <Fields columns={withNamed(await columnsOf(ctx, proposal), row)} />
            <Buttons save={t('form.save')} cancel={to('/proposals/:id/responsibilities', { id: proposal.id })} />
          </Form>
          <Press
            to="/responsibilities/:id/removal"
            at={{ id: row.id }}
            label={t('interaction.remove')}
            name={`${t('interaction.remove')}: ${row.what}`}
          />
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { proposal, row }, fields, go }) => {
    await changeRow(ctx, row.id, parse(rowEdit, nested(fields)));
    return go('/proposals/:id/responsibilities', { id: proposal.id }).saying('notice.saved');
  },
});

export const rowRemoval = libraryPage<Found>({
  path: '/responsibilities/:id/removal',
  may: (actor) => mayKeepGrid(actor),
  load: ({ ctx, id }) => findRow(ctx, id()),
  view: ({ found: { proposal }, to }) => redirect(to('/proposals/:id/responsibilities', { id: proposal.id })),
  submit: async ({ ctx, found: { proposal, row }, go }) => {
    const removal = await removeRow(ctx, row.id);
    return go('/proposals/:id/responsibilities', { id: proposal.id }).saying('notice.removed', { removal });
  },
});

const labelsOf = ({ t }: Pick<ReturnType<typeof useLanguage>, 't'>) => ({
  ...{ what: t('grid.what'), due_on: t('grid.due_on'), monthly: t('grid.monthly') },
  ...{ 'columns.0.part': t('grid.part'), 'columns.0.deputy': t('grid.deputy') },
});

function Fields({ columns }: { columns: Column[] }) {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="what" label={t('grid.what')} hint={t('grid.what_hint')} />
      <TextField name="due_on" type="date" label={t('grid.due_on')} optional />
      <Checkbox name="monthly" label={t('grid.monthly')} />
      {columns.map((column, at) => (
        <Side key={column.partner_id} column={column} at={at} />
      ))}
    </>
  );
}

function Side({ column: { partner_id, name, people }, at }: { column: Column; at: number }) {
  const { t, message } = useLanguage();
  const parts = GRID_PARTS.map((part) => ({ value: part, label: message({ key: `grid.part_${part}` }) }));
  const nobody = { value: '', label: t('proposals.nobody') };
  return (
    <fieldset class="card">
      <legend>{name}</legend>
      <input type="hidden" name={`columns.${at}.partner`} value={partner_id} />
      <Select
        name={`columns.${at}.part`}
        label={t('grid.part')}
        options={[{ value: '', label: t('grid.no_part') }, ...parts]}
      />
      <div class="row">
        <Select name={`columns.${at}.person`} label={t('grid.person')} options={[nobody, ...people]} />
        <Select name={`columns.${at}.deputy`} label={t('grid.deputy')} options={[nobody, ...people]} />
      </div>
    </fieldset>
  );
}
