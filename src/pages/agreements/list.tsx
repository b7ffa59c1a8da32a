/** All agreements by their next date, so that what lapses is seen before it lapses. */
import { today } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import {
  AGREEMENT_STATES,
  type Agreement,
  type AgreementFilter,
  agreementFilter,
  SORTS,
} from '../../rooms/agreements/agreement.ts';
import { type AgreementPage, listAgreements } from '../../rooms/agreements/agreement-list.ts';
import { AGREEMENT_KINDS } from '../../rooms/agreements/clauses/clause.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { Empty, Paging, Scroll } from '../../ui/bits.tsx';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { askedOf } from '../lists/question.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { AgreementMark, dateSaid, nextDates } from './parts.tsx';

const { questionOf } = askedOf<AgreementFilter>({ page: '1', sort: 'next' });

export const agreementList = libraryPage({
  path: '/agreements',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = agreementFilter.parse(Object.fromEntries(url.searchParams));
    const members = (await membersOf(ctx)).map(({ id, name }) => ({ value: id as string, label: name }));
    const partner = filter.partner ? (await findPartner(ctx, filter.partner as never)).name : '';
    return {
      title: t('agreements.title'),
      actions: (
        <>
          <Link class="button low" to="/calendar-feed">
            {t('agreements.calendar')}
          </Link>
          <Link class="button" to="/agreements/new">
            {t('agreements.add')}
          </Link>
        </>
      ),
      body: <Agreements {...{ filter, members, partner }} result={await listAgreements(ctx, filter)} />,
    };
  },
});

type Props = { filter: AgreementFilter; members: Option[]; partner: string; result: AgreementPage };

function Agreements({ filter, members, partner, result }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const asked = Object.keys(questionOf({ ...filter, page: 1, sort: 'next' })).length > 0;
  return (
    <>
      <p class="lead">{t('agreements.text')}</p>
      {(result.total > 0 || asked) && <Filters filter={filter} members={members} />}
      {partner && <p>{t('agreements.with_partner', { name: partner })}</p>}
      {result.total === 0 ? (
        <Empty text={t(asked ? 'agreements.none_such' : 'agreements.none')} />
      ) : (
        <>
          <p class="quiet">{t('agreements.count', { count: result.total })}</p>
          <Table rows={result.rows} />
        </>
      )}
      <Paging
        page={result.page}
        pages={result.pages}
        address={(page) => to('/agreements', questionOf({ ...filter, page }))}
      />
    </>
  );
}

const WITHIN = ['30', '90', '365'];

function Filters({ filter, members }: Omit<Props, 'result' | 'partner'>) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const said = (prefix: string, keys: readonly string[]) =>
    keys.map((key) => ({ value: key, label: message({ key: `${prefix}_${key}` }) }));
  const within = WITHIN.map((days) => ({ value: days, label: t('agreements.within', { days: Number(days) }) }));
  return (
    <form method="get" action={to('/agreements')} class="filters one-line no-print" aria-label={t('filter.apply')}>
      {filter.partner && <input type="hidden" name="partner" value={filter.partner} />}
      <input
        type="search"
        name="q"
        value={filter.q}
        aria-label={t('agreements.search')}
        placeholder={t('agreements.search')}
      />
      <Choice
        name="state"
        label={t('agreements.state')}
        options={said('agreements.state', AGREEMENT_STATES)}
        chosen={filter.state}
      />
      <Choice
        name="kind"
        label={t('agreements.kind')}
        options={said('agreement.kind', AGREEMENT_KINDS)}
        chosen={filter.kind}
      />
      <Choice name="within" label={t('agreements.any_date')} options={within} chosen={String(filter.within)} />
      <Choice name="owner" label={t('proposals.owner')} options={members} chosen={filter.owner} />
      <Choice
        name="sort"
        label={t('agreements.sort')}
        options={said('agreements.sort', SORTS)}
        chosen={filter.sort === 'next' ? '' : filter.sort}
      />
      <button type="submit">{t('filter.apply')}</button>
    </form>
  );
}

export function Table({ rows }: { rows: Agreement[] }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('agreements.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('agreements.name')}</th>
            <th scope="col">{t('agreements.next')}</th>
            <th scope="col">{t('agreements.state')}</th>
            <th scope="col">{t('agreements.kind')}</th>
            <th scope="col">{t('proposals.with')}</th>
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

function Row({ it }: { it: Agreement }) {
  const language = useLanguage();
  const { to, ctx } = useAround();
  const { t, message } = language;
  const [next] = nextDates(it, today(ctx));
  const late = next !== undefined && next.day < today(ctx);
  return (
    <tr>
      <th scope="row">
        <a href={to('/agreements/:id', { id: it.id })}>{it.name}</a>
      </th>
      <td data-label={t('agreements.next')} class={late ? 'overdue' : undefined}>
        {next ? dateSaid(language, next) : '–'}
      </td>
      <td data-label={t('agreements.state')}>
        <AgreementMark it={it} />
      </td>
      <td data-label={t('agreements.kind')}>{message({ key: `agreement.kind_${it.kind}` })}</td>
      <td data-label={t('proposals.with')}>{it.partners.map(({ name }) => name).join(' · ')}</td>
      <td data-label={t('proposals.owner')}>{it.owner}</td>
    </tr>
  );
}
