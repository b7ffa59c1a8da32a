/** A partner's story: all that happened, newest first, filtered by kind and paged; beside it people and facts. */
import { z } from 'zod';
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Sector, sectorsOf } from '../../rooms/directory/sectors.ts';
import type { Task } from '../../rooms/outreach/task.ts';
import { openTasksOf } from '../../rooms/outreach/tasks.ts';
import { Paging } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import {
  type Event,
  TIMELINE_LENGTH,
  type TimelineKind,
  timelineKinds,
  timelineOf,
} from '../../views/timeline/timeline.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { OpenTasks } from '../tasks/beside.tsx';
import { Contacts } from './contacts.tsx';
import { FactsInShort } from './facts.tsx';
import { type PartnerRecord, partnerNowOf, recordOf, recordView } from './record.tsx';
import { Timeline } from './timeline.tsx';

const asked = z.object({
  kind: z.string().regex(/^\w+$/).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
type Asked = z.output<typeof asked>;

export const show = libraryPage({
  path: '/partners/:id',
  may: anyMember,
  load: partnerNowOf,
  view: async (visit) => {
    const { ctx, found: partner, url } = visit;
    const record = await recordOf(visit);
    const filter = asked.parse(Object.fromEntries(url.searchParams));
    const story = {
      filter,
      kinds: await timelineKinds(ctx, partner.id),
      events: await timelineOf(ctx, partner.id, filter),
      tasks: await openTasksOf(ctx, partner.id),
    };
    return recordView(record, 'story', <Story record={record} sectors={await sectorsOf(ctx)} {...story} />);
  },
});

type Told = { filter: Asked; kinds: TimelineKind[]; events: Event[] };
type Props = Told & { record: PartnerRecord; sectors: Sector[]; tasks: Task[] };

/** So many people stand beside the story; the rest are a page away. */
const BESIDE = 4;

function Story({ record, sectors, tasks, ...told }: Props) {
  const { t } = useLanguage();
  const { partner, organization, contacts } = record;
  return (
    <div class="two-columns">
      <section aria-label={t('partners.part_story')}>
        <Told id={partner.id} {...told} />
      </section>
      <aside aria-label={t('partners.beside')}>
        <OpenTasks tasks={tasks} partner={partner.id} />
        <Contacts contacts={contacts.slice(0, BESIDE)} partnerId={partner.id} />
        {contacts.length > BESIDE && (
          <p class="no-print">
            <Link to="/partners/:id/people" at={{ id: partner.id }}>
              {t('partners.all_people', { count: contacts.length })}
            </Link>
          </p>
        )}
        <FactsInShort organization={organization} sectors={sectors} partner={partner.id} />
      </aside>
    </div>
  );
}

function Told({ id, filter, kinds, events }: Told & { id: string }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const total = kinds
    .filter(({ kind }) => filter.kind === '' || kind === filter.kind)
    .reduce((sum, { count }) => sum + Number(count), 0);
  const chip = (kind: string, label: string) => (
    <a
      key={kind}
      class={kind === filter.kind ? 'chip on' : 'chip'}
      aria-current={kind === filter.kind ? 'true' : undefined}
      href={to('/partners/:id', { id, ...(kind && { kind }) })}
    >
      {label}
    </a>
  );
  return (
    <>
      {kinds.length > 1 && (
        <nav class="chips no-print" aria-label={t('timeline.filter')}>
          {chip('', t('timeline.everything'))}
          {kinds.map(({ kind, count }) => chip(kind, message({ key: `timeline.kind_${kind}`, values: { count } })))}
        </nav>
      )}
      <Timeline events={events} />
      <Paging
        page={filter.page}
        pages={Math.ceil(total / TIMELINE_LENGTH)}
        address={(page) => to('/partners/:id', { id, ...(filter.kind && { kind: filter.kind }), page })}
      />
    </>
  );
}
