import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale, ROLES } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { readWords, together, type WordsFile } from '../src/house/words.ts';
import { NEXT as NEXT_DATES } from '../src/pages/agreements/parts.tsx';
import { MENU } from '../src/pages/shell/menu.ts';
import { FIRST_STEPS } from '../src/rooms/accounts/first-steps.ts';
import { SORTS as AGREEMENT_SORTS, AGREEMENT_STATES, LOGO_USES } from '../src/rooms/agreements/agreement.ts';
import { DOCUMENT_KINDS } from '../src/rooms/agreements/agreement-documents.ts';
import { APPROVAL_ANSWERS } from '../src/rooms/agreements/approval.ts';
import { AGREEMENT_KINDS } from '../src/rooms/agreements/clauses/clause.ts';
import { BLANKS } from '../src/rooms/agreements/document/blanks.ts';
import { ENDING_WHYS } from '../src/rooms/agreements/endings.ts';
import { GOAL_COUNTS, GOAL_STATES } from '../src/rooms/agreements/goal.ts';
import { PROPOSAL_KINDS } from '../src/rooms/agreements/kinds.ts';
import { APPROVER_ROLES, REQUIREMENTS } from '../src/rooms/agreements/policy-rule.ts';
import { PROPOSAL_STATES } from '../src/rooms/agreements/proposal.ts';
import { GRID_PARTS } from '../src/rooms/agreements/responsibility.ts';
import { GOT } from '../src/rooms/agreements/reward.ts';
import { EVENT_KINDS } from '../src/rooms/agreements/signing/chain.ts';
import { CLOSED } from '../src/rooms/agreements/signing/pressing.ts';
import { OUTCOMES as SIGNING_OUTCOMES } from '../src/rooms/agreements/signing/signer.ts';
import { RENEWALS } from '../src/rooms/agreements/term.ts';
import { LOCATION_TYPES } from '../src/rooms/directory/location.ts';
import { ADDRESS_TYPES } from '../src/rooms/directory/organization.ts';
import { PERSON_PHONES } from '../src/rooms/directory/person.ts';
import { PHONE_TYPES } from '../src/rooms/directory/phone.ts';
import { SERVICE_STATUSES } from '../src/rooms/directory/service.ts';
import { STAND_INS } from '../src/rooms/directory/stand-in.ts';
import { guideGroups, guideSectors, populations } from '../src/rooms/guide/guide.ts';
import { INITIATIVE_STATES, PARTS } from '../src/rooms/initiatives/initiative.ts';
import { CONSENTS, STATES, WAYS_HELD } from '../src/rooms/interviews/interview.ts';
import { TARGET_KINDS } from '../src/rooms/interviews/round.ts';
import { OUTCOMES as OUTCOMES_OF_LETTERS } from '../src/rooms/letters/letter.ts';
import { PROOFS } from '../src/rooms/mailbox/proof.ts';
import { WAITS } from '../src/rooms/mailbox/received-mail.ts';
import { CADENCES } from '../src/rooms/outreach/cadence.ts';
import { ASKED } from '../src/rooms/outreach/confirmation.ts';
import { ASKERS, AUDIENCES, DIRECTIONS, KINDS as INTERACTION_KINDS } from '../src/rooms/outreach/interaction.ts';
import { TASK_STATES } from '../src/rooms/outreach/task.ts';
import { TALKED, TOUCHED } from '../src/rooms/outreach/touched.ts';
import { HIT_KINDS, SURENESS } from '../src/rooms/overlaps/overlap.ts';
import { CHANGES } from '../src/rooms/partners/change.ts';
import { PEOPLE, SORTS, STAGES } from '../src/rooms/partners/partner.ts';
import { FIELDS } from '../src/rooms/sourcing/imports/columns/fields.ts';
import { OUTCOMES, STATUSES, TARGETS } from '../src/rooms/sourcing/imports/import.ts';
import { WHYS } from '../src/rooms/sourcing/imports/misplaced.ts';
import { KINDS } from '../src/rooms/sourcing/imports/reading/sheet.ts';
import { LEAD_STATES, SIZES } from '../src/rooms/sourcing/leads/lead.ts';
import { COUNTED } from '../src/rooms/stories/library-figure.ts';
import { NAMED, SCOPES } from '../src/rooms/stories/story.ts';
import { OUTCOMES as OUTCOMES_OF_PITCHES } from '../src/rooms/talking-points/pitch.ts';
import { INTRODUCTION_OUTCOMES, READ_KINDS, SAID_KINDS, TIE_KINDS } from '../src/rooms/ties/tie.ts';
import { BANDS } from '../src/rooms/worksheets/figure.ts';
import { WORKSHEET_STATES } from '../src/rooms/worksheets/worksheet.ts';
import { GROUPS, SHAPES, SHOWN } from '../src/views/gaps/gap.ts';
import { REMOVABLE } from '../src/views/removed/removed.ts';
import { NOT_SAID, SAID } from './glossary.ts';

const wordsFiles = readWords();
const english = together(wordsFiles, 'en');
const spanish = together(wordsFiles, 'es');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'));

const saidIn = (source: string) => [...source.matchAll(/\bt\(\s*'([a-z_0-9.]+)'/g)].map((match) => match[1] ?? '');
/** The keys said inside such an element, its name for screen readers apart. */
const within = (element: RegExp) =>
  sources.flatMap((source) =>
    [...source.matchAll(element)].flatMap(([found]) => saidIn(found.replace(/aria-label=\{[^}]*\}/g, ''))),
  );
/** The keys said in an attribute of a component. */
const given = (component: string, attribute: string) =>
  sources.flatMap((source) =>
    [
      ...source.matchAll(new RegExp(`<${component}\\b[^<]*?\\s${attribute}=(\\{(?:[^{}]|\\{[^{}]*\\})*\\})`, 'g')),
    ].flatMap((match) => saidIn(match[1] ?? '')),
  );
/** Lists of pairs whose first, or last, is the key of a label. */
const listed = (where: RegExp, pair: RegExp) =>
  sources
    .filter((source) => where.test(source))
    .flatMap((source) => [...source.matchAll(pair)].map((match) => match[1] ?? ''));

const tabKeys = new Set([
  ...listed(/<Tabs/, /\['([a-z_.]+)', '\//g),
  ...MENU.flatMap(({ label, places }) => [label, ...places.map((place) => place.label)]),
]);
const headKeys = new Set([
  ...within(/<th scope="col"[\s\S]*?<\/th>/g),
  ...listed(/readonly Column</, /\bkey: '\w+',\s+label: '([a-z_.]+)'/g),
  ...SHOWN.map((group) => `group.${group}`),
]);
const buttonKeys = new Set([
  ...within(/<button\b[\s\S]*?<\/button>/g),
  ...within(/<a class="button[\s\S]*?<\/a>/g),
  ...given('PostButton', 'label'),
  ...given('Buttons', 'save'),
]);

const args = (text: string) => [...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]).toSorted();

/** What no source says letter for letter: keys that are put together at run time, from the lists of their parts. */
const chosenAtRunTime: string[] = [
  ...STAGES.flatMap((stage) => [`stage.${stage}`, `stage.${stage}_hint`]),
  ...ROLES.flatMap((role) => [`role.${role}`, `role.${role}_may`]),
  ...AUDIENCES.flatMap((audience) => [`audience.${audience}`, `audience.${audience}_log`]),
  ...['touch', 'talks'].flatMap((what) => ['', '_number', '_unit'].map((part) => `filter.${what}${part}`)),
  ...['promises', 'contacts', 'people'].map((what) => `evidence.${what}`),
  ...ASKED.map((field) => `details.${field}`),
  ...['confirmed', 'corrected'].map((what) => `history.confirmation.${what}`),
  ...OUTCOMES_OF_LETTERS.map((outcome) => `letters.outcome_${outcome}`),
  ...['en', 'es'].map((locale) => `error.letter_field_${locale}`),
  ...[...TIE_KINDS, ...READ_KINDS].map((kind) => `ties.says_${kind}`),
  ...TIE_KINDS.map((kind) => `ties.kind_${kind}`),
  ...['knows', 'worked_with'].map((kind) => `ties.form_${kind}_member`),
  ...SAID_KINDS.filter((kind) => kind !== 'same_building').map((kind) => `ties.form_${kind}_person`),
  ...SAID_KINDS.filter((kind) => kind !== 'knows').map((kind) => `ties.form_${kind}_organization`),
  ...[...INTRODUCTION_OUTCOMES, 'open'].map((outcome) => `ties.outcome_${outcome}`),
  ...['refused', 'allowed'].map((what) => `history.tie.${what}`),
  ...HIT_KINDS.map((kind) => `overlaps.kind_${kind}`),
  ...SURENESS.map((sure) => `overlaps.sure_${sure}`),
  ...['same', 'other', 'unknown'].map((people) => `overlaps.people_${people}`),
  ...['near', 'far', 'unknown'].map((area) => `overlaps.area_${area}`),
  ...['during', 'over', 'unknown'].map((period) => `overlaps.period_${period}`),
  ...['different', 'same'].map((what) => `history.overlap.${what}`),
  'evidence.overlaps',
  ...ASKERS.map((by) => `interaction.advocacy_${by}`),
  ...['thanks', 'findings'].map((what) => `history.interview.${what}`),
  ...['time', 'time_ours', 'off', 'off_ours'].flatMap((what) =>
    ['subject', 'body'].map((part) => `mail.interview_${what}.${part}`),
  ),
  ...INITIATIVE_STATES.flatMap((state) => [
    ...[`initiatives.state_${state}`, `initiative.became_${state}`, `history.initiative.is_${state}`],
  ]),
  ...PARTS.flatMap((part) => [`initiatives.part_${part}`, `initiative.part_${part}`]),
  'evidence.initiatives',
  ...PROPOSAL_STATES.map((state) => `proposals.state_${state}`),
  ...PROPOSAL_KINDS.map((kind) => `proposals.kind_${kind}`),
  ...APPROVER_ROLES.map((role) => `proposals.role_${role}`),
  ...REQUIREMENTS.map((what) => `policy.ask_${what}`),
  ...APPROVAL_ANSWERS.flatMap((answer) => [
    ...[`approvals.say_${answer}`, `approvals.hint_${answer}`, `approvals.is_${answer}`],
    `history.proposal.step_${answer}`,
  ]),
  ...['approval', 'approval_reminder', 'proposal_approved', 'proposal_changes', 'proposal_declined'].flatMap((mail) => [
    ...[`mail.${mail}.subject`, `mail.${mail}.body`],
  ]),
  ...'name kind partners initiative who how_known our_mission their_mission common_ground we_do they_do our_hours'
    .split(' ')
    .concat('our_cents our_space their_hours their_cents their_space given_cents given_by'.split(' '))
    .concat('we_get they_get risks gains owner'.split(' '))
    .map((name) => `field.proposal_${name}`),
  ...AGREEMENT_KINDS.map((kind) => `agreement.kind_${kind}`),
  ...RENEWALS.map((renewal) => `agreement.renewal_${renewal}`),
  ...LOGO_USES.map((use) => `agreement.logo_${use}`),
  ...LOGO_USES.filter((use) => use !== 'none').map((use) => `agreement.logo_short_${use}`),
  ...['effective', 'until', 'renewal', 'notice', 'notice_by', 'given', 'logo', 'file'].map(
    (term) => `agreement.term_${term}`,
  ),
  ...GRID_PARTS.map((part) => `agreement.part_${part}`),
  ...EVENT_KINDS.map((kind) => `agreement.event_${kind}`),
  ...['declined', 'completed'].flatMap((what) => ['subject', 'body'].map((part) => `mail.agreement_${what}.${part}`)),
  ...CLOSED.map((why) => `error.signing_${why}`),
  ...['was_signed', 'was_amended'].map((what) => `agreement.${what}`),
  ...['was_approved', 'was_declined'].map((what) => `proposal.${what}`),
  'timeline.kind_proposal',
  'timeline.kind_agreement',
  ...['steps', 'agreements'].map((feed) => `feed.calendar_${feed}`),
  ...AGREEMENT_STATES.map((state) => `agreements.state_${state}`),
  ...AGREEMENT_KINDS.map((kind) => `agreements.hint_${kind}`),
  ...RENEWALS.map((renewal) => `agreements.renewal_${renewal}`),
  ...LOGO_USES.map((use) => `agreements.logo_${use}`),
  ...AGREEMENT_SORTS.map((sort) => `agreements.sort_${sort}`),
  ...NEXT_DATES.map((next) => `agreements.next_${next}`),
  ...SIGNING_OUTCOMES.map((outcome) => `agreements.outcome_${outcome}`),
  ...DOCUMENT_KINDS.map((kind) => `agreements.paper_${kind}`),
  ...['minor', 'major'].map((change) => `agreements.change_${change}`),
  ...['added', 'removed'].flatMap((how) => [`agreements.is_${how}`, `agreements.piece_${how}`]),
  ...ENDING_WHYS.map((why) => `agreements.why_${why}`),
  ...['same', 'dormant', 'ended'].map((stage) => `agreements.stage_${stage}`),
  ...'name kind locale partners effective_on ends_on notice_days renewal renewal_months given_cents given_by logo'
    .split(' ')
    .concat('insurance our_notices terms owner_id files'.split(' '))
    .map((name) => `field.agreement_${name}`),
  ...['unchanged', 'sealed', 'changed', 'unknown'].map((verdict) => `verify.${verdict}`),
  ...['sign', 'decline', 'delegate'].map((what) => `guest_signature.do_${what}`),
  ...BLANKS.map((name) => `clauses.blank_${name}`),
  ...['title', 'body'].flatMap((part) => ['en', 'es'].map((locale) => `clauses.${part}_${locale}`)),
  ...GOAL_STATES.map((state) => `goals.state_${state}`),
  ...GOAL_COUNTS.flatMap((count) => [`goals.count_${count}`, `goals.counted_${count}`]),
  ...GRID_PARTS.map((part) => `grid.part_${part}`),
  ...['accepted', 'changes'].flatMap((answer) => [`grid.is_${answer}`, `history.responsibility.${answer}`]),
  ...GOT.map((got) => `sides.got_${got}`),
  'timeline.kind_initiative',
  ...STATES.map((state) => `interviews.state_${state}`),
  ...CONSENTS.flatMap((said) => [`interviews.consent_${said}`, `interviews.consent_${said}_full`]),
  ...WAYS_HELD.map((way) => `interviews.way_${way}`),
  ...TARGET_KINDS.flatMap((kind) => ['kind', 'targets', 'by'].map((what) => `interviews.${what}_${kind}`)),
  ...['name', 'role', 'organization', 'phone', 'day'].map((field) => `interviews.paper_${field}`),
  ...['sector', 'area', 'interviewer'].map((field) => `error.line_${field}`),
  ...SCOPES.map((scope) => `stories.scope_${scope}`),
  ...NAMED.map((named) => `stories.named_${named}`),
  ...['live', 'asked', 'without', 'over', 'erased'].map((state) => `stories.state_${state}`),
  ...['asked', 'without', 'over'].map((state) => `stories.${state}_text`),
  ...['paper', 'link'].map((way) => `stories.way_${way}`),
  ...['en', 'es'].flatMap((locale) => [`stories.change_minute_${locale}`, `stories.not_in_${locale}`]),
  ...['changed', 'mended'].map((what) => `history.story.${what}`),
  ...COUNTED.map((each) => `counted.${each}`),
  ...[...OUTCOMES_OF_PITCHES, 'open'].map((outcome) => `pitches.outcome_${outcome}`),
  ...['paper', 'said', 'email'].map((way) => `pitches.way_${way}`),
  ...['left_out', 'taken_in'].map((what) => `history.talking_point.${what}`),
  'interaction.kind_talked',
  ...STAND_INS.flatMap((kind) => ['', '_hint', '_is'].map((part) => `stand_ins.${kind}${part}`)),
  ...WAITS.map((why) => `mailbox.why_${why}`),
  ...['waiting', 'aside', 'automatic'].map((state) => `mailbox.state_${state}`),
  ...PROOFS.map((proof) => `mailbox.proof_${proof}`),
  ...TASK_STATES.map((state) => `tasks.state_${state}`),
  ...['done', 'dropped'].flatMap((end) => [`history.task.${end}`, `timeline.task_${end}`]),
  ...CADENCES.map((kind) => `cadence.kind_${kind}`),
  ...TOUCHED.map((is) => `filter.touch_${is}`),
  ...TALKED.map((is) => `filter.talks_${is}`),
  ...INTERACTION_KINDS.map((kind) => `interaction.kind_${kind}`),
  ...DIRECTIONS.map((direction) => `interaction.direction_${direction}`),
  ...['in_person', 'video', 'event'].map((kind) => `interaction.as_${kind}`),
  ...['phone', 'email', 'letter'].flatMap((kind) => DIRECTIONS.map((way) => `interaction.as_${kind}_${way}`)),
  ...SORTS.map((sort) => `sort.${sort}`),
  ...PHONE_TYPES.map((type) => `phone_type.${type}`),
  ...ADDRESS_TYPES.map((type) => `address_type.${type}`),
  ...LOCATION_TYPES.map((type) => `location_type.${type}`),
  ...SERVICE_STATUSES.map((status) => `service_status.${status.replace(' ', '_')}`),
  ...BANDS.map((band) => `band.${band}`),
  ...['decided', 'chosen', 'reopened'].map((what) => `timeline.${what}`),
  ...['1', '2', '3', '4', '5', 'unknown'].map((score) => `scale.${score}`),
  ...['yes', 'no', 'unsure'].map((answer) => `look_back.${answer}`),
  ...['name', 'website', 'phone', 'tax_id'].map((reason) => `duplicates.${reason}`),
  ...TARGETS.flatMap((target) => [`import.target_${target}`, `import.target_${target}_hint`]),
  ...STATUSES.map((status) => `import.status_${status}`),
  ...KINDS.map((kind) => `import.kind_${kind}`),
  ...FIELDS.map((field) => `import.field_${field}`),
  ...OUTCOMES.map((outcome) => `import.count_${outcome}`),
  ...['comma', 'semicolon', 'tab', 'bar', 'other'].map((mark) => `import.mark_${mark}`),
  ...'name alternate_names description website email tax_id languages populations sectors'
    .split(' ')
    .concat('phones', 'addresses', 'contacts', 'further')
    .map((field) => `import.changes_${field}`),
  ...['name', 'near_name', 'initials', 'website', 'phone', 'tax_id', 'address', 'place'].map(
    (reason) => `likeness.${reason}`,
  ),
  ...['sector', 'source', 'size', 'state'].map((name) => `leads.filter_${name}`),
  ...LEAD_STATES.map((state) => `leads.state_${state}`),
  ...Object.keys(SIZES).map((size) => `leads.size_${size}`),
  ...sources.flatMap((source) => [...source.matchAll(/'(import\.warning\.[a-z_]+)'/g)].map((match) => match[1] ?? '')),
  ...['name', 'near_name', 'initials', 'website', 'phone', 'tax_id', 'address', 'place'].map(
    (reason) => `likeness.${reason}`,
  ),
  ...['sector', 'stage', 'owner', 'population', 'people', 'sort'].map((name) => `filter.${name}`),
  ...PEOPLE.map((many) => `filter.people_${many}`),
  ...sources.flatMap((source) => [...source.matchAll(/'(error\.[a-z_]+)'/g)].map((match) => match[1] ?? '')),
  ...sources.flatMap((source) =>
    [...source.matchAll(/history\(ctx, '([a-z_.]+)'/g)].map((match) => `history.${match[1]}`),
  ),
  ...GROUPS.flatMap((group) => [`group.${group}`, `group.${group}_count`]),
  ...SHAPES.map((shape) => `gaps.by_${shape}`),
  ...['shape', 'branch', 'stage'].map((name) => `gaps.filter_${name}`),
  ...['inviter_left', 'inviter_role', 'invited_left'].flatMap((why) => [`members.ended_${why}`, `detail.${why}`]),
  ...['ntee', 'name', 'foundation', 'subsection', 'activity'].map((kind) => `public_lists.from_${kind}`),
  ...['rate', 'decisions', 'digest', 'letter'].map((kind) => `stop_mail.kind_${kind}`),
  ...REMOVABLE.flatMap(({ kind }) => [`removed.kind_${kind}`, `history.${kind}.brought_back`]),
  ...['organization', 'person'].map((owner) => `import.whose_${owner}`),
  ...WHYS.map((why) => `misplaced.why_${why}`),
  ...PERSON_PHONES.map((kind) => `person.kind_${kind}`),
  ...['name', 'email', 'phone'].map((reason) => `person.same_${reason}`),
  ...CHANGES.map((what) => `choose.${what}`),
  ...CHANGES.filter((what) => what !== 'export').flatMap((what) => [`choose.${what}_title`, `choose.${what}_do`]),
  ...['story', 'people', 'together', 'evaluation', 'facts'].map((part) => `partners.part_${part}`),
  ...['interaction', 'stage', 'step', 'task', 'worksheet', 'interview'].map((kind) => `timeline.kind_${kind}`),
  ...FIRST_STEPS.flatMap((step) => [`week.${step}`, `week.${step}_text`]),
  ...WORKSHEET_STATES.map((state) => `worksheets.state_${state}`),
  ...['factor', 'partner'].map((way) => `rate.by_${way}`),
  'history.next_step.done',
  'history.next_step.dropped',
  ...['done', 'dropped', 'replaced'].map((outcome) => `timeline.step_${outcome}`),
];

describe('the files of words', () => {
  const byKey = (files: WordsFile[]) =>
    Map.groupBy(
      files.flatMap(({ file, texts }) => Object.keys(texts).map((key) => ({ key, file }))),
      ({ key }) => key,
    );

  test('say a thing once: no key is in two of them', () => {
    const twice = LOCALES.flatMap((locale) =>
      [...byKey(wordsFiles.filter((each) => each.locale === locale)).values()].filter((uses) => uses.length > 1),
    );

    expect(twice).toEqual([]);
  });

  test('hold the same keys in both languages, folder by folder', () => {
    const keysOf = (locale: Locale) =>
      wordsFiles
        .filter((each) => each.locale === locale)
        .map(({ file, texts }) => [dirname(file), Object.keys(texts).toSorted()]);

    expect(keysOf('es')).toEqual(keysOf('en'));
  });

  test('are known to the compiler: src/words.ts names each folder', () => {
    const list = readFileSync(join(root, 'src/words.ts'), 'utf8');
    const named = [...list.matchAll(/typeof import\('\.\/(.+?)'\)/g)].map((match) => match[1]);

    expect(named.toSorted()).toEqual(wordsFiles.filter(({ locale }) => locale === 'en').map(({ file }) => file));
  });
});

describe('every sentence', () => {
  test('exists in English and Spanish, with the same values', () => {
    expect(Object.keys(spanish).toSorted()).toEqual(Object.keys(english).toSorted());
    const differing = Object.keys(english).filter(
      (key) => [...new Set(args(english[key] ?? ''))].join() !== [...new Set(args(spanish[key] ?? ''))].join(),
    );
    expect(differing).toEqual([]);
  });

  test('is well formed and not empty', { tags: 'long' }, () => {
    for (const [locale, texts] of Object.entries({ en: english, es: spanish })) {
      for (const text of Object.values(texts)) {
        expect(text.trim()).not.toBe('');
        expect(() => new IntlMessageFormat(text, locale)).not.toThrow();
      }
    }
  });

  test('that is chosen at run time exists', () => {
    expect(chosenAtRunTime.filter((key) => !(key in english))).toEqual([]);
  });

  test('that nobody says any more is gone', { tags: 'long' }, () => {
    const all = sources.join('\n');
    /** What stands in the source instead of the key, where the key's first word is put before it at run time. */
    const said = (key: string) => {
      const [kind, rest = ''] = [key.split('.', 1)[0], key.slice(key.indexOf('.') + 1)];
      if (kind === 'history' && all.includes(`'${rest}'`)) return true;
      if (kind === 'refused') return all.includes(`'${key.replace(/\.(title|text)$/, '')}'`);
      // Names of values that a line of the history keeps, also of lines written under a former name (migration 0014).
      if (kind === 'detail')
        return ['strength_from', 'discuss_from'].includes(rest) || new RegExp(`\\b${rest}\\b`).test(all);
      // Fields of a standard: a list brings them, no source names them.
      if (kind === 'hsds') return true;
      return all.includes(`'${key}'`) || chosenAtRunTime.includes(key);
    };

    expect(Object.keys(english).filter((key) => !said(key))).toEqual([]);
  });
});

describe('the words', () => {
  /** Everything a person reads: the sentences by their key, the guide by its file. */
  const read = (locale: 'en' | 'es'): [key: string, text: string][] => [
    ...Object.entries(locale === 'en' ? english : spanish),
    ...guideSectors.flatMap(({ key, label, examples }) =>
      [label, ...examples].map((each): [string, string] => [`sectors.json ${key}`, each[locale]]),
    ),
    ...guideGroups.flatMap((group) => [
      [`factors.json ${group.code}`, group.name[locale]] as [string, string],
      ...group.factors.flatMap(({ code, name, prompt, evidence }) =>
        [name, prompt, evidence].map((each): [string, string] => [`factors.json ${code}`, each[locale]]),
      ),
    ]),
    ...populations.map(({ key, label }): [string, string] => [`populations.json ${key}`, label[locale]]),
  ];
  const exceptionFor = (key: string, word: string) =>
    SAID.find((each) => (typeof each.key === 'string' ? each.key === key : each.key.test(key)) && each.word.test(word));
  const oldWords = (['en', 'es'] as const).flatMap((locale) =>
    read(locale).flatMap(([key, text]) =>
      Object.entries(NOT_SAID[locale]).flatMap(([pattern, better]) => {
        const word = new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'iu').exec(text.replace(/\{\w+/g, '{'))?.[0];
        return word ? [{ said: `${locale} ${key}: ${word} (say: ${better})`, exception: exceptionFor(key, word) }] : [];
      }),
    ),
  );

  test('of the glossary are the only ones for their ideas', () => {
    expect(oldWords.filter(({ exception }) => !exception).map(({ said }) => said)).toEqual([]);
    expect(SAID.filter((each) => !oldWords.some(({ exception }) => exception === each))).toEqual([]);
  });

  test('of the scale are the same on the screen and on paper', () => {
    for (const texts of [english, spanish]) {
      const onPaper = (texts['paper.scale'] ?? '').replace(/\.$/, '').split(/\s+·\s+/);
      const onScreen = ['1', '2', '3', '4', '5', 'unknown'].map(
        (score) => `${score === 'unknown' ? '?' : score} ${(texts[`scale.${score}`] ?? '').split(':')[0]}`,
      );
      expect(onPaper.map((each) => each.toLowerCase())).toEqual(onScreen.map((each) => each.toLowerCase()));
    }
  });

  test('of a tab and a table’s head are short, and those of a button fit it', () => {
    const length = (text: string) => text.replace(/\{[^{}]*\}/g, '1').length;
    const longer = (keys: Set<string>, most: number) =>
      [...keys].flatMap((key) =>
        [english[key] ?? '', spanish[key] ?? ''].filter((text) => length(text) > most).map((text) => `${key}: ${text}`),
      );

    expect([tabKeys.size, headKeys.size, buttonKeys.size].map((size) => size > 10)).toEqual([true, true, true]);
    expect(longer(tabKeys, 18)).toEqual([]);
    expect(longer(headKeys, 18)).toEqual([]);
    expect(longer(buttonKeys, 30)).toEqual([]);
  });
});
