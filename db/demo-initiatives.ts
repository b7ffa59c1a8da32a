/** What the demo county does together: an initiative in every state, with partners, evidence and what came of it. */
import { sql } from 'kysely';
import { type Ctx, daysAfter, today } from '../src/house/ctx.ts';
import { found } from '../src/house/errors.ts';
import { parse } from '../src/house/parse.ts';
import { branchesOf } from '../src/rooms/accounts/branches.ts';
import {
  type InitiativeId,
  type InitiativeState,
  initiativeDraft,
  type Part,
} from '../src/rooms/initiatives/initiative.ts';
import { evidenceOf, setEvidence } from '../src/rooms/initiatives/initiative-evidence.ts';
import { joinInitiative } from '../src/rooms/initiatives/initiative-partners.ts';
import { addInitiative, changeState } from '../src/rooms/initiatives/initiatives.ts';
import type { PartnerId } from '../src/rooms/partners/partner.ts';
import { worksheetFilter } from '../src/rooms/worksheets/worksheet.ts';
import { listWorksheets } from '../src/rooms/worksheets/worksheets.ts';
import type { OnDay } from './demo-interviews.ts';

type Told = {
  by: string;
  daysAgo: number;
  name: string;
  who: string;
  need: string;
  populations: string[];
  branches: number[];
  postal_codes?: string;
  /** Days from today. */
  starts?: number;
  ends?: number;
  partners: [key: string, part: Part, what: string][];
  states: [daysAgo: number, state: InitiativeState, why: string][];
  worksheet?: string;
  theme?: string;
};

const TOLD: Told[] = [
  {
    ...{ by: 'ben', daysAgo: 58, name: 'Online and ready for work', branches: [0, 1], starts: 12, ends: 180 },
    who: 'People who lost work at the cannery can apply online, write a résumé and keep a video interview, by themselves and within eight weeks.',
    need: 'computer and digital skills classes',
    populations: ['job_seekers', 'low_income'],
    partners: [
      ['workforce', 'lead', 'Sends people who look for work, and gives the certificate'],
      ['college', 'does', 'Two teachers on Tuesday evenings'],
      ['silverkeys', 'supports', 'Helpers at the open hour'],
    ],
    states: [[20, 'planned', 'The worksheet is decided, the rooms are free']],
    ...{ worksheet: 'Digital skills', theme: 'online' },
  },
  {
    ...{ by: 'marisol', daysAgo: 150, name: 'Ready for kindergarten in two languages', branches: [1, 2] },
    who: 'Children of three to five at Millrace and Piñon Bend hear stories in Spanish and English every week, and their families take the books home.',
    need: 'early literacy and story time',
    populations: ['children_0_5', 'families', 'english_learners'],
    ...{ starts: -120, ends: 90 },
    partners: [
      ['primeros', 'lead', 'Two groups, every Thursday morning'],
      ['litcouncil', 'does', 'Readers in Spanish'],
      ['publichealth', 'told', ''],
    ],
    states: [
      [130, 'planned', ''],
      [118, 'running', ''],
    ],
  },
  {
    ...{ by: 'kofi', daysAgo: 420, name: 'Free tax help, spring', branches: [1], starts: -330, ends: -225 },
    who: 'Families with low income got their refund without paying for it: 212 returns in ten weeks.',
    need: 'free tax help',
    populations: ['low_income', 'older_adults'],
    partners: [
      ['taxhelp', 'lead', 'Trained volunteers, four evenings a week'],
      ['creditunion', 'supports', 'Paid for the printers'],
    ],
    states: [
      [400, 'planned', ''],
      [330, 'running', ''],
      [224, 'finished', '212 returns, 61 more than the year before'],
    ],
  },
  {
    ...{ by: 'thu', daysAgo: 260, name: 'Legal questions after hours', branches: [2] },
    who: 'Tenants who work during the day find out what a notice means before they have to move.',
    need: 'legal help for renters',
    populations: ['low_income'],
    ...{ starts: -200, ends: -20 },
    partners: [
      ['legalaid', 'lead', 'A lawyer on the first Monday'],
      ['renters', 'supports', 'Tells its members'],
    ],
    states: [
      [240, 'planned', ''],
      [200, 'running', ''],
      [95, 'stopped', 'The clinic lost two of its four lawyers. They would like to begin again in the new year.'],
    ],
  },
  {
    ...{ by: 'ingrid', daysAgo: 9, name: 'A ride to the library', branches: [2] },
    who: 'Older adults in the valley who gave up driving come to a program once a week and are home before dark.',
    need: 'senior transportation and companionship',
    populations: ['older_adults'],
    partners: [['aging', 'does', 'Asks its drivers']],
    states: [],
    theme: 'around',
  },
];

export async function addDemoInitiatives(on: OnDay, partners: ReadonlyMap<string, PartnerId>): Promise<void> {
  for (const told of TOLD) await addOne(on, partners, told);
}

async function addOne(on: OnDay, partners: ReadonlyMap<string, PartnerId>, told: Told): Promise<InitiativeId> {
  const ctx = on(told.by, told.daysAgo);
  const now = on(told.by, 0);
  const branches = await branchesOf(ctx);
  const day = (days: number | undefined) => (days === undefined ? '' : today(now, days));
  const id = await addInitiative(
    ctx,
    parse(initiativeDraft, {
      ...{ name: told.name, who: told.who, need: told.need, populations: told.populations, state: 'idea' },
      branches: told.branches.flatMap((at) => branches[at]?.id ?? []),
      ...{ starts_on: day(told.starts), ends_on: day(told.ends), members: [ctx.actor.id] },
    }),
  );
  for (const [key, part, what] of told.partners)
    await joinInitiative(ctx, id, found(partners.get(key)), { part, what });
  for (const [daysAgo, state, why] of told.states) await changeState(on(told.by, daysAgo), id, { state, why });
  await speakFor({ ...ctx, now: daysAfter(ctx.now, 1) }, id, told);
  return id;
}

/** The worksheet and the theme that have these words, where there are such. */
async function speakFor(ctx: Ctx, id: InitiativeId, { worksheet, theme }: Told): Promise<void> {
  const sheets = worksheet ? (await listWorksheets(ctx, worksheetFilter.parse({ q: worksheet }))).rows : [];
  const { rows: themes } = await sql<{ id: string }>`select id from interview_themes
    where library_id = ${ctx.library.id} and name ~* ${theme ?? '^$'} order by id limit 1`.execute(ctx.db);
  await setEvidence(ctx, id, {
    was: await evidenceOf(ctx, id),
    chosen: [
      ...(await evidenceOf(ctx, id)),
      ...sheets.slice(0, 1).map((sheet) => ({ kind: 'worksheet' as const, subject_id: sheet.id })),
      ...themes.map((each) => ({ kind: 'theme' as const, subject_id: each.id })),
    ],
  });
}
