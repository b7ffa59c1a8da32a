/** Proposals of the demo county, in every state: written, waiting, sent back, approved and declined. */
import type { Ctx } from '../src/house/ctx.ts';
import { today } from '../src/house/ctx.ts';
import { found } from '../src/house/errors.ts';
import { parse } from '../src/house/parse.ts';
import type { ApprovalAnswer, NewStep } from '../src/rooms/agreements/approval.ts';
import { answerApproval, submitProposal, versionsOf } from '../src/rooms/agreements/approvals.ts';
import { type ProposalId, proposalDraft } from '../src/rooms/agreements/proposal.ts';
import { answerChecks } from '../src/rooms/agreements/proposal-checks.ts';
import { addProposal } from '../src/rooms/agreements/proposals.ts';
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
  for (const told of TOLD) await addOne(on, partners, told);
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
