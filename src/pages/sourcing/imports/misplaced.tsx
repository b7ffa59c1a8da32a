/**
 * Data that earlier imports may have stored with an organization although it belongs to a person: one line each, with a
 * button for each possible owner.
 */
import { parse } from '../../../house/parse.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { readablePhone } from '../../../rooms/directory/written.ts';
import { type Misplaced, misplacedOf } from '../../../rooms/sourcing/imports/misplaced.ts';
import { keepAsOwn, misplacedForm, moveToPerson } from '../../../rooms/sourcing/imports/misplaced-answers.ts';
import { Empty, Scroll } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Link, Press } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';
import type { LibraryVisit } from '../../shell/visit.ts';

export const misplaced = libraryPage({
  path: '/misplaced',
  may: mayEditDirectory,
  view: async ({ ctx, language: { t } }) => {
    const rows = await misplacedOf(ctx);
    return {
      title: t('misplaced.title'),
      body: (
        <>
          {rows.length === 0 ? <Empty text={t('misplaced.none')} /> : <p class="narrow">{t('misplaced.text')}</p>}
          {rows.length > 0 && <List rows={rows} />}
        </>
      ),
    };
  },
  submit: async ({ ctx, fields, go }) => {
    const form = parse(misplacedForm, fields);
    await (form.person_id ? moveToPerson(ctx, form) : keepAsOwn(ctx, form));
    return go('/misplaced').saying('notice.saved');
  },
});

/** The link to this page, where there is something to look at. */
export async function misplacedLink({ ctx, may, language: { t } }: LibraryVisit) {
  if (!may('/misplaced')) return null;
  const { length } = await misplacedOf(ctx);
  return length === 0 ? null : (
    <p class="warning no-print">
      <Link to="/misplaced">{t('misplaced.link', { count: length })}</Link>
    </p>
  );
}

function List({ rows }: { rows: Misplaced[] }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('misplaced.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('field.partner')}</th>
            <th scope="col">{t('misplaced.what')}</th>
            <th scope="col">{t('misplaced.why')}</th>
            <th scope="col" class="no-print">
              {t('misplaced.whose')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={JSON.stringify(row)} row={row} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Line({ row }: { row: Misplaced }) {
  const { message } = useLanguage();
  const { organization, partner_id, what, value, why } = row;
  return (
    <tr>
      <th scope="row">
        {partner_id ? (
          <Link to="/partners/:id" at={{ id: partner_id }}>
            {organization}
          </Link>
        ) : (
          organization
        )}
      </th>
      <td>{what === 'phone' ? <span class="one-line">{readablePhone(value)}</span> : value}</td>
      <td class="quiet">{message({ key: `misplaced.why_${why}` })}</td>
      <td class="no-print">
        <Answers row={row} />
      </td>
    </tr>
  );
}

function Answers({ row: { organization_id, what, value, people } }: { row: Misplaced }) {
  const { t } = useLanguage();
  const values = { organization_id, what, value };
  return (
    <span class="actions">
      {people.map(({ id, name }) => (
        <Press key={id} to="/misplaced" values={{ ...values, person_id: id }} label={t('misplaced.move', { name })} />
      ))}
      <Press to="/misplaced" values={values} label={t('misplaced.keep')} />
    </span>
  );
}
