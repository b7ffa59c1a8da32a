/** All proposals, the newest first. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { PROPOSAL_KINDS } from '../../rooms/agreements/kinds.ts';
import {
  PROPOSAL_STATES,
  type Proposal,
  type ProposalFilter,
  proposalFilter,
} from '../../rooms/agreements/proposal.ts';
import { listProposals, type ProposalPage } from '../../rooms/agreements/proposal-list.ts';
import { Empty, Paging, Scroll } from '../../ui/bits.tsx';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { askedOf } from '../lists/question.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { daysOf, ProposalMark } from './parts.tsx';

const { questionOf } = askedOf<ProposalFilter>({ page: '1' });

export const proposalList = libraryPage({
  path: '/proposals',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = proposalFilter.parse(Object.fromEntries(url.searchParams));
    const members = (await membersOf(ctx)).map(({ id, name }) => ({ value: id as string, label: name }));
    return {
      title: t('proposals.title'),
      actions: (
        <>
          <Link class="button low" to="/absences">
            {t('absences.title')}
          </Link>
          <Link class="button" to="/proposals/new">
            {t('proposals.add')}
          </Link>
        </>
      ),
      body: <Proposals filter={filter} members={members} result={await listProposals(ctx, filter)} />,
    };
  },
});

type Props = { filter: ProposalFilter; members: Option[]; result: ProposalPage };

function Proposals({ filter, members, result }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const asked = Object.keys(questionOf({ ...filter, page: 1 })).length > 0;
  return (
    <>
      <p class="lead">{t('proposals.text')}</p>
      {(result.total > 0 || asked) && <Filters filter={filter} members={members} />}
      {result.total === 0 ? (
        <Empty text={t(asked ? 'proposals.none_such' : 'proposals.none')} />
      ) : (
        <>
          <p class="quiet">{t('proposals.count', { count: result.total })}</p>
          <Table rows={result.rows} />
        </>
      )}
      <Paging
        page={result.page}
        pages={result.pages}
        address={(page) => to('/proposals', questionOf({ ...filter, page }))}
      />
    </>
  );
}

function Filters({ filter, members }: Omit<Props, 'result'>) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const said = (what: 'state' | 'kind', keys: readonly string[]) =>
    keys.map((key) => ({ value: key, label: message({ key: `proposals.${what}_${key}` }) }));
  return (
    <form method="get" action={to('/proposals')} class="filters one-line no-print" aria-label={t('filter.apply')}>
      <input
        type="search"
        name="q"
        value={filter.q}
        aria-label={t('proposals.search')}
        placeholder={t('proposals.search')}
      />
      <Choice
        name="state"
        label={t('proposals.state')}
        options={said('state', PROPOSAL_STATES)}
        chosen={filter.state}
      />
      <Choice name="kind" label={t('proposals.kind')} options={said('kind', PROPOSAL_KINDS)} chosen={filter.kind} />
      <Choice name="owner" label={t('proposals.owner')} options={members} chosen={filter.owner} />
      <button type="submit">{t('filter.apply')}</button>
    </form>
  );
}

export function Table({ rows }: { rows: Proposal[] }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('proposals.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('proposals.name')}</th>
            <th scope="col">{t('proposals.state')}</th>
            <th scope="col">{t('proposals.kind')}</th>
            <th scope="col">{t('proposals.with')}</th>
            <th scope="col">{t('initiatives.when')}</th>
            <th scope="col">{t('proposals.owner')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((it) => (
            <Row key={it.id} it={it} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ it }: { it: Proposal }) {
  const language = useLanguage();
  const { to } = useAround();
  const { t, message } = language;
  return (
    <tr>
      <th scope="row">
        <a href={to('/proposals/:id', { id: it.id })}>{it.name}</a>
      </th>
      <td data-label={t('proposals.state')}>
        <ProposalMark it={it} />
      </td>
      <td data-label={t('proposals.kind')}>{message({ key: `proposals.kind_${it.kind}` })}</td>
      <td data-label={t('proposals.with')}>{it.partners.map(({ name }) => name).join(' · ')}</td>
      <td data-label={t('initiatives.when')}>{daysOf(language, it)}</td>
      <td data-label={t('proposals.owner')}>{it.owner}</td>
    </tr>
  );
}
