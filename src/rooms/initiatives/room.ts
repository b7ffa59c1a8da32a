/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { initiativeDates, initiativeHits, initiativeLines, initiativesDue, initiativesTogether } from './brings.ts';
import { mayPlan } from './initiative.ts';

export const initiatives: Room = {
  name: 'initiatives',
  tables: {
    initiatives: {},
    initiative_events: {},
    initiative_branches: {},
    initiative_members: {},
    initiative_partners: { label: 'moves.initiatives', sameWhen: ['initiative_id'] },
    initiative_evidence: {},
    initiative_templates: {},
  },
  timeline: [initiativeLines],
  search: [initiativeHits],
  due: [initiativesDue],
  calendar: [initiativeDates],
  evidence: { '1a': [initiativesTogether] },
  removed: [
    { kind: 'initiative', mayBringBack: mayPlan, page: '/initiatives' },
    { kind: 'initiative_partner', mayBringBack: mayPlan, page: '/initiatives', taken: 'error.back_initiative_partner' },
    {
      ...{ kind: 'initiative_template', mayBringBack: mayPlan, page: '/initiatives/new' },
      taken: 'error.template_taken',
    },
  ],
};
