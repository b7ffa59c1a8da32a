/** What this room brings: strangers from public lists, the shelf of leads, and imports. */
import type { Room } from '../../house/room.ts';
import { jobs } from './imports/bringing/jobs.ts';
import { removed as imports } from './imports/removed.ts';
import { leadHits } from './leads/hits.ts';
import { removed as leads } from './leads/removed.ts';
import { schedules } from './public-lists/jobs.ts';

export const sourcing: Room = {
  name: 'sourcing',
  tables: {
    public_list_loads: {},
    listed_organizations: {},
    listed_organization_former_rows: {},
    listed_organization_keys: {},
    listed_organization_words: {},
    leads: { label: 'moves.leads' },
    listed_organization_answers: { label: 'moves.listed_organization_answers', goesWithPartner: true },
    imports: {},
    import_mappings: {},
    import_progress: { leftOut: 'Only says how far an import has come.' },
    import_rows: {},
    misplaced_answers: {},
    waiting_files: { leftOut: 'Lists that nobody has read yet.' },
    waiting_lists: { leftOut: 'Lists that nobody has read yet.' },
  },
  search: [leadHits],
  removed: [...leads, ...imports],
  jobs,
  schedules,
};
