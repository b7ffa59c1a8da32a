import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import en from '../messages/en.json' with { type: 'json' };
import es from '../messages/es.json' with { type: 'json' };
import { ROLES } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { preferredLocale, speak } from '../src/house/messages.ts';
import { LOCATION_TYPES } from '../src/rooms/directory/location.ts';
import { ADDRESS_TYPES, PHONE_TYPES } from '../src/rooms/directory/organization.ts';
import { PERSON_PHONES } from '../src/rooms/directory/person.ts';
import { SERVICE_STATUSES } from '../src/rooms/directory/service.ts';
import { GROUPS, SHAPES } from '../src/rooms/gaps/gap.ts';
import { guideGroups, guideSectors, populations } from '../src/rooms/guide/guide.ts';
import { OUTCOMES, STATUSES, TARGETS } from '../src/rooms/imports/import.ts';
import { FIELDS } from '../src/rooms/imports/kinds.ts';
import { WHYS } from '../src/rooms/imports/misplaced.ts';
import { KINDS } from '../src/rooms/imports/reading/sheet.ts';
import { LEAD_STATES, SIZES } from '../src/rooms/leads/lead.ts';
import { AUDIENCES, SORTS, STAGES } from '../src/rooms/partners/partner.ts';

const english: Record<string, string> = en;
const spanish: Record<string, string> = es;
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'));

const args = (text: string) => [...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]).toSorted();

describe('every sentence', () => {
  test('exists in English and Spanish, with the same values', () => {
    expect(Object.keys(spanish).toSorted()).toEqual(Object.keys(english).toSorted());
    const differing = Object.keys(english).filter((key) => [...new Set(args(english[key] ?? ''))].join() !== [...new Set(args(spanish[key] ?? ''))].join());
    expect(differing).toEqual([]);
  });

  test('is well formed and not empty', () => {
    for (const [locale, texts] of Object.entries({ en: english, es: spanish })) {
      for (const text of Object.values(texts)) {
        expect(text.trim()).not.toBe('');
        expect(() => new IntlMessageFormat(text, locale)).not.toThrow();
      }
    }
  });

  test('that is chosen at run time exists', () => {
    const keys = [
      ...STAGES.flatMap((stage) => [`stage.${stage}`, `stage.${stage}_hint`]),
      ...ROLES.flatMap((role) => [`role.${role}`, `role.${role}_may`]),
      ...AUDIENCES.flatMap((audience) => [`audience.${audience}`, `audience.${audience}_hint`]),
      ...SORTS.map((sort) => `sort.${sort}`),
      ...PHONE_TYPES.map((type) => `phone_type.${type}`),
      ...ADDRESS_TYPES.map((type) => `address_type.${type}`),
      ...LOCATION_TYPES.map((type) => `location_type.${type}`),
      ...SERVICE_STATUSES.map((status) => `service_status.${status.replace(' ', '_')}`),
      ...['strength', 'discuss', 'concern'].map((band) => `band.${band}`),
      ...['1', '2', '3', '4', '5', 'unknown'].map((score) => `scale.${score}`),
      ...['yes', 'no', 'unsure'].map((answer) => `look_back.${answer}`),
      ...['name', 'website', 'phone', 'tax_id'].map((reason) => `duplicates.${reason}`),
      ...TARGETS.flatMap((target) => [`import.target_${target}`, `import.target_${target}_hint`]),
      ...STATUSES.map((status) => `import.status_${status}`),
      ...KINDS.map((kind) => `import.kind_${kind}`),
      ...FIELDS.map((field) => `import.field_${field}`),
      ...OUTCOMES.map((outcome) => `import.count_${outcome}`),
      ...['comma', 'semicolon', 'tab', 'bar', 'other'].map((mark) => `import.mark_${mark}`),
      ...[...'name alternate_names description website email tax_id languages populations sectors phones addresses contacts'.split(' ')].map(
        (field) => `import.changes_${field}`,
      ),
      ...['name', 'near_name', 'website', 'phone', 'tax_id', 'address', 'place'].map((reason) => `likeness.${reason}`),
      ...['sector', 'source', 'size', 'state'].map((name) => `leads.filter_${name}`),
      ...LEAD_STATES.map((state) => `leads.state_${state}`),
      ...Object.keys(SIZES).map((size) => `leads.size_${size}`),
      ...sources.flatMap((source) => [...source.matchAll(/'(import\.warning\.[a-z_]+)'/g)].map((match) => match[1] ?? '')),
      ...['name', 'near_name', 'website', 'phone', 'tax_id', 'address', 'place'].map((reason) => `likeness.${reason}`),
      ...['sector', 'stage', 'owner', 'population', 'sort'].map((name) => `filter.${name}`),
      ...sources.flatMap((source) => [...source.matchAll(/'(error\.[a-z_]+)'/g)].map((match) => match[1] ?? '')),
      ...sources.flatMap((source) => [...source.matchAll(/history\(ctx, '([a-z_.]+)'/g)].map((match) => `history.${match[1]}`)),
      ...GROUPS.flatMap((group) => [`group.${group}`, `group.${group}_count`]),
      ...SHAPES.map((shape) => `gaps.by_${shape}`),
      ...['shape', 'branch', 'stage'].map((name) => `gaps.filter_${name}`),
      ...['ntee', 'name', 'foundation', 'subsection', 'activity'].map((kind) => `catalogue.from_${kind}`),
      ...['organization', 'person'].map((owner) => `import.whose_${owner}`),
      ...WHYS.map((why) => `misplaced.why_${why}`),
      ...PERSON_PHONES.map((kind) => `person.kind_${kind}`),
      ...['name', 'email', 'phone'].map((reason) => `person.same_${reason}`),
      'history.next_step.done',
      'history.next_step.dropped',
      ...['done', 'dropped', 'replaced'].map((outcome) => `timeline.step_${outcome}`),
    ];

    expect(keys.filter((key) => !(key in english))).toEqual([]);
  });

  test('that nobody says any more is gone', () => {
    const all = sources.join('\n');
    const prefixes = [
      'stage.',
      'role.',
      'audience.',
      'sort.',
      'phone_type.',
      'person.kind_',
      'misplaced.why_',
      'person.same_',
      'address_type.',
      'location_type.',
      'service_status.',
      'band.',
      'scale.',
      'look_back.',
      'duplicates.',
      'likeness.',
      'filter.',
      'import.target_',
      'import.status_',
      'import.kind_',
      'import.field_',
      'import.count_',
      'import.mark_',
      'import.changes_',
      'likeness.',
      'leads.filter_',
      'leads.state_',
      'leads.size_',
      'history.',
      'detail.',
      'refused.',
      'timeline.step_',
      'group.',
      'gaps.by_',
      'gaps.filter_',
      'catalogue.from_',
    ];
    const unused = Object.keys(english).filter((key) => !all.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)));

    expect(unused).toEqual([]);
  });
});

describe('the guide', () => {
  test('has its 23 sectors in order, each with examples in both languages', () => {
    expect(guideSectors.map((sector) => sector.order)).toEqual(Array.from({ length: 23 }, (_, n) => n + 1));
    for (const { label, sourceLabel, examples } of guideSectors) {
      expect([label.en, label.es, sourceLabel].every(Boolean)).toBe(true);
      expect(examples.length).toBeGreaterThan(0);
      expect(examples.every((example) => example.en && example.es)).toBe(true);
    }
  });

  test('has its 20 factors in six groups of 3, 4, 6, 2, 3 and 2, with the guide’s codes', () => {
    expect(guideGroups.map((group) => group.factors.length)).toEqual([3, 4, 6, 2, 3, 2]);
    for (const group of guideGroups) {
      expect(group.factors.map((factor) => factor.code)).toEqual(group.factors.map((_, n) => `${group.code}${'abcdef'[n]}`));
      for (const { name, prompt, evidence } of group.factors)
        expect([name, prompt, evidence].every((words) => words.en && words.es && words.en !== words.es)).toBe(true);
    }
    expect(populations.every(({ label }) => label.en && label.es)).toBe(true);
  });
});

describe('numbers, days and languages', () => {
  test('are written as the reader’s language writes them, in the library’s time zone', () => {
    const { figure, difference, day, moment } = speak('en', 'America/Denver');
    expect(figure(4)).toBe('4.0');
    expect(difference(1.6)).toBe('+1.6');
    expect(day('2026-03-14')).toBe('Mar 14, 2026');
    expect(moment(new Date('2026-03-09T03:00:00Z'))).toContain('Mar 8, 2026');
    expect(speak('es', 'Asia/Tokyo').day('2026-03-14')).toBe('14 mar 2026');
  });

  test('a browser’s wish is followed where we can', () => {
    expect(preferredLocale('es-MX,es;q=0.9,en;q=0.5')).toBe('es');
    expect(preferredLocale('fr-FR,fr;q=0.9')).toBe('en');
    expect(preferredLocale(undefined)).toBe('en');
  });
});
