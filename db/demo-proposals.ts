/** Proposals of the demo county, in every state: written, waiting, sent back, approved and declined. */
import type { Ctx } from '../src/house/ctx.ts';
import { today } from '../src/house/ctx.ts';
import { found } from '../src/house/errors.ts';
import { parse } from '../src/house/parse.ts';
import type { ApprovalAnswer, NewStep } from '../src/rooms/agreements/approval.ts';
import { answerApproval, submitProposal } from '../src/rooms/agreements/approvals.ts';
import { goalDraft } from '../src/rooms/agreements/goal.ts';
import { addGoal, addReading } from '../src/rooms/agreements/goals.ts';
import { answerGrid, gridVersions, sendGrid } from '../src/rooms/agreements/grid-versions.ts';
import { type ProposalId, proposalDraft } from '../src/rooms/agreements/proposal.ts';
import { answerChecks } from '../src/rooms/agreements/proposal-checks.ts';
import { findProposal } from '../src/rooms/agreements/proposal-list.ts';
import { versionsOf } from '../src/rooms/agreements/proposal-versions.ts';
import { addProposal, setSpeaker } from '../src/rooms/agreements/proposals.ts';
import { addRow } from '../src/rooms/agreements/responsibilities.ts';
import { rowDraft } from '../src/rooms/agreements/responsibility.ts';
import { setHopes } from '../src/rooms/agreements/rewards.ts';
import { peopleAt } from '../src/rooms/agreements/speakers.ts';
import { initiativeFilter } from '../src/rooms/initiatives/initiative.ts';
import { listInitiatives } from '../src/rooms/initiatives/initiatives.ts';
import type { PartnerId } from '../src/rooms/partners/partner.ts';
import type { OnDay } from './demo-interviews.ts';

type Told = {
  by: string;
  daysAgo: number;
  initiative?: string;
  partners: string[];
  starts: number;
  ends: number;
  /** Of the form. */
  words: Record<string, string | string[]>;
  checks?: Record<string, Record<string, string>>;
  handedIn?: number;
  steps?: NewStep[];
  answered?: [daysAgo: number, who: string, answer: ApprovalAnswer, comment: string];
};

const director: NewStep = { role: 'administrator', member_id: null, place: 1, due_on: null };
const checked = { 'children-clearance': { text: 'Letter of the center, in the folder of 2026' } };

const TOLD: Told[] = [
  {
    ...{ by: 'marisol', daysAgo: 140, initiative: 'kindergarten', partners: ['primeros', 'litcouncil'] },
    ...{ starts: -120, ends: 90 },
    words: {
      ...{ name: 'Story mornings in Spanish and English', kind: 'program', populations: ['children_0_5', 'families'] },
      who: 'Sixty children of three to five at Millrace and Piñon Bend hear stories in both languages every week, and their families take books home.',
      how_known:
        'Children and adults are counted each Thursday; the center asks families in May what they read at home.',
      their_mission: 'Every child of the valley begins school ready to learn.',
      our_mission: 'Everybody in the county can read, learn and belong.',
      common_ground: 'Children who love books before anybody teaches them to read.',
      we_do: 'Opens the story room on Thursdays at ten, gives the books, prints what families take home.',
      they_do: 'Brings two groups with their teachers; the council sends a reader in Spanish every week.',
      ...{ our_hours: '210', our_cents: '1,800', our_space: 'Story room, two hours a week' },
      ...{ their_hours: '340', their_cents: '', their_space: 'A van on Thursdays' },
      they_get: 'Books for their own shelves, and teachers who know where to find more.',
      we_get: 'Families who come back on Saturdays.',
      risks: 'If the van breaks down, the reader goes to the center.',
      gains: 'A reason for forty families to have a card.',
    },
    checks: checked,
    ...{
      handedIn: 134,
      steps: [director],
      answered: [131, 'ana', 'approved', 'Good to see the Spanish readers named.'],
    },
  },
  {
    ...{ by: 'ben', daysAgo: 16, initiative: 'online', partners: ['workforce', 'college'], starts: 12, ends: 180 },
    words: {
      ...{ name: 'Open hour for job seekers', kind: 'program', populations: ['job_seekers'] },
      who: 'People who lost work at the cannery apply online by themselves within eight weeks.',
      how_known: 'The center counts applications sent; we ask everybody in the eighth week.',
      we_do: 'Gives the lab on Tuesdays from five to eight, and two staff.',
      they_do: 'The center sends people and gives the certificate; the college sends two teachers.',
      ...{ our_hours: '160', our_cents: '600', our_space: 'Computer lab', their_hours: '240', their_cents: '2,400' },
      ...{ they_get: 'A lab without rent', we_get: '', risks: 'The lab has twelve seats', gains: 'Evening visitors' },
    },
    checks: {
      'election-note': {
        text: 'Staff of the center speak; no candidate is asked, and nothing of a campaign is handed out.',
      },
    },
    ...{ handedIn: 3, steps: [director] },
  },
  {
    ...{ by: 'kofi', daysAgo: 30, partners: ['creditunion'], starts: 20, ends: 120 },
    words: {
      ...{ name: 'Printers for tax season', kind: 'sponsorship', given_cents: '2,500', given_by: 'partner' },
      who: 'Families leave with a printed return in their hand.',
      how_known: 'Returns printed, counted by the volunteers.',
      we_do: 'Puts the name of the credit union on the sign at the door.',
      they_do: 'Pays for two printers and paper.',
      ...{ they_get: 'Their name on the sign', we_get: 'Two printers', risks: '', gains: 'Printers all year' },
    },
    checks: {
      'sponsorship_from_1000-document': { text: 'Draft letter of November, with Kofi' },
      'money_conflict-conflict': { yes: 'no' },
      'banks-confirm': { yes: 'yes', text: 'Carol Nyström, by phone' },
    },
    ...{ handedIn: 12, steps: [director] },
    answered: [9, 'ana', 'changes', 'For how long does the sign stay? And who pays for toner after April?'],
  },
  {
    ...{ by: 'thu', daysAgo: 100, partners: ['shelfreview'], starts: 10, ends: 40 },
    words: {
      ...{ name: 'A table at the book fair', kind: 'space' },
      who: 'Nobody could say who would be better off.',
      how_known: 'Not said.',
      ...{ we_do: 'Gives a table for a day.', they_do: 'Hands out its list.' },
    },
    checks: {
      'space-insurance': { on: '2099-01-01', text: 'Copy with Thu' },
      'equal_terms-note': { text: 'Any group may have a table on the same day, at the same price.' },
    },
    ...{ handedIn: 90, steps: [director] },
    answered: [88, 'ana', 'declined', 'The fair is for authors. They may book a room as any group does.'],
  },
  {
    ...{ by: 'ingrid', daysAgo: 5, initiative: 'ride', partners: ['aging'], starts: 40, ends: 400 },
    words: {
      ...{ name: 'Wednesday van', kind: 'program', populations: ['older_adults'] },
      who: 'Older adults in the valley come to a program once a week and are home before dark.',
      how_known: 'Riders counted by the driver; a phone call to each after two months.',
      ...{ we_do: 'Plans one program each Wednesday at one.', they_do: 'Drives, and asks its riders.' },
    },
  },
];

export async function addDemoProposals(on: OnDay, partners: ReadonlyMap<string, PartnerId>): Promise<void> {
  for (const told of TOLD) {
    const id = await addOne(on, partners, told);
    if (told === TOLD[0]) await addWork(on, id);
  }
}

const linkTo = () => '';

async function addOne(on: OnDay, partners: ReadonlyMap<string, PartnerId>, told: Told): Promise<ProposalId> {
  const ctx = on(told.by, told.daysAgo);
  const now = on(told.by, 0);
  const id = await addProposal(
    ctx,
    parse(proposalDraft, {
      ...{ ...told.words, owner_id: ctx.actor.id, initiative_id: await causeCalled(ctx, told.initiative) },
      partners: told.partners.map((key) => found(partners.get(key))),
      ...{ starts_on: today(now, told.starts), ends_on: today(now, told.ends) },
    }),
  );
  if (told.checks) await answerChecks(ctx, id, { ...told.checks, ...clearance(now, told) });
  if (told.handedIn === undefined) return id;
  await submitProposal(on(told.by, told.handedIn), id, { steps: told.steps ?? [director], linkTo });
  if (told.answered) {
    const [daysAgo, who, answer, comment] = told.answered;
    const director = on(who, daysAgo);
    const step = found((await versionsOf(director, id))[0]?.approvals[0]);
    await answerApproval(director, { proposal: id, approval: step.id }, { answer, comment, linkTo });
  }
  return id;
}

/** Background checks hold until its last day. */
const clearance = (now: Ctx, { checks, ends }: Told) =>
  checks === checked ? { 'children-clearance': { ...checked['children-clearance'], on: today(now, ends + 30) } } : {};

async function causeCalled(ctx: Ctx, words: string | undefined): Promise<string> {
  if (!words) return '';
  return (await listInitiatives(ctx, initiativeFilter.parse({ q: words }))).rows[0]?.id ?? '';
}

const HOPES = ['Tutors who meet young families.', 'Teachers who know where to find books in two languages.'];

/** What the approved one is measured by, who does what in it, and what each side hopes for. */
async function addWork(on: OnDay, id: ProposalId): Promise<void> {
  const [then, now] = [on('marisol', 119), on('marisol', 0)];
  const { partners, rows } = await sides(then, id);
  await setHopes(then, id, [
    { partner: null, hope: 'Forty families who come back on Saturdays.' },
    ...partners.map(({ id }, at) => ({ partner: id, hope: HOPES[at] ?? '' })),
  ]);
  for (const row of rows) await addRow(then, id, row);
  const goals = [
    {
      measure: 'Children who come on a Thursday',
      unit: 'children',
      baseline: '18',
      target: '60',
      source: 'Sign-in sheets of spring',
    },
    {
      measure: 'Families who take a book home',
      unit: 'families',
      baseline: '0',
      target: '40',
      source: 'Nobody did before',
    },
    {
      measure: 'Mornings with a reader in Spanish',
      unit: 'mornings',
      baseline: '0',
      target: '24',
      source: 'None before',
    },
  ];
  const readings = [[22, 31, 44], [9, 12], []];
  for (const [at, { source, ...goal }] of goals.entries()) {
    const days = { baseline_on: today(now, -120), due_on: today(now, 90), baseline_source: source };
    const goalId = await addGoal(then, id, parse(goalDraft, { ...goal, ...days, owner_id: then.actor.id }));
    for (const [n, value] of (readings[at] ?? []).entries()) {
      const day = on('marisol', 90 - n * 30);
      await addReading(day, goalId, { read_on: today(day), value, source: 'Sign-in sheets' });
    }
  }
  await sendGrid(on('marisol', 118), id, { link: () => '', code: () => '' });
  for (const answer of (await gridVersions(now, id))[0]?.answers ?? [])
    await answerGrid(on('marisol', 116), answer.id, { answer: 'accepted', words: 'Signed on paper, in the folder' });
}

/** Who speaks for each partner: the first whom one knows there; and the rows with their persons. */
async function sides(ctx: Ctx, id: ProposalId) {
  const { partners } = await findProposal(ctx, id);
  const people = await peopleAt(
    ctx,
    partners.map(({ id }) => id),
  );
  const at = (partner: PartnerId) => people.filter(({ partner_id }) => partner_id === partner);
  for (const { id: partner } of partners)
    await setSpeaker(ctx, id, { partner, person: at(partner)[0]?.person_id ?? null });
  const column = (partner: PartnerId | '', part: string) => ({
    ...{ partner, part, person: (partner ? at(partner)[0]?.person_id : ctx.actor.id) ?? '' },
    deputy: (partner && at(partner)[1]?.person_id) || '',
  });
  const [second, first] = partners.map((each) => each.id);
  const does = (what: string, who: PartnerId | '', when: object) =>
    parse(rowDraft, {
      what,
      ...when,
      columns: {
        0: column('', who === '' ? 'does' : 'told'),
        1: column(found(second), who === second ? 'does' : 'told'),
        2: column(found(first), who === first ? 'does' : 'told'),
      },
    });
  const rows = [
    does('Open the story room on Thursdays and count who comes', '', { monthly: 'on' }),
    does('Bring the two groups and their teachers', found(first), { monthly: 'on' }),
    does('Send a reader in Spanish', found(second), { monthly: 'on' }),
    does('Ask families what they read at home', found(first), { due_on: today(ctx, 300) }),
  ];
  return { partners, rows };
}
