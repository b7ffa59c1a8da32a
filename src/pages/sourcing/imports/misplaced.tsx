/**
 * What earlier lists may have put at an organization that is a person's: one line each, with whose it is as buttons.
 */
import { allow } from '../../../house/errors.ts';
import type { House } from '../../../house/furnish.ts';
import { parse } from '../../../house/parse.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { readablePhone } from '../../../rooms/directory/written.ts';
import {
  keepAsOwn,
  type Misplaced,
  misplacedForm,
  misplacedOf,
  moveToPerson,
} from '../../../rooms/sourcing/imports/misplaced.ts';
import { Empty, Scroll } from '../../../ui/bits.tsx';
import { PostButton } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage } from '../../shell/door.tsx';

export function misplacedPages(app: App, house: House): void {
  libraryPage(app, house, '/misplaced', {
    show: async ({ ctx, base, language: { t } }) => {
      allow(mayEditDirectory(ctx.actor));
      const rows = await misplacedOf(ctx);
      return {
        title: t('misplaced.title'),
        section: 'partners',
        body: (
          <>
            <h1>{t('misplaced.title')}</h1>
            {rows.length === 0 ? <Empty text={t('misplaced.none')} /> : <p class="narrow">{t('misplaced.text')}</p>}
            {rows.length > 0 && <List rows={rows} base={base} />}
          </>
        ),
      };
    },
    submit: async ({ ctx, base }, fields) => {
      const form = parse(misplacedForm, fields);
      await (form.person_id ? moveToPerson(ctx, form) : keepAsOwn(ctx, form));
      return { to: `${base}/misplaced`, notice: 'notice.saved' };
    },
  });
}

/** The way there, where there is something to look at. */
export async function misplacedLink({ ctx, base, language: { t } }: LibraryVisit) {
  if (!mayEditDirectory(ctx.actor)) return null;
  const { length } = await misplacedOf(ctx);
  return length === 0 ? null : (
    <p class="warning no-print">
      <a href={`${base}/misplaced`}>{t('misplaced.link', { count: length })}</a>
    </p>
  );
}

function List({ rows, base }: { rows: Misplaced[]; base: string }) {
  const { t, message } = useLanguage();
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
            <tr key={JSON.stringify(row)}>
              <th scope="row">
                {row.partner_id ? (
                  <a href={`${base}/partners/${row.partner_id}`}>{row.organization}</a>
                ) : (
                  row.organization
                )}
              </th>
              <td>{row.what === 'phone' ? <span class="one-line">{readablePhone(row.value)}</span> : row.value}</td>
              <td class="quiet">{message({ key: `misplaced.why_${row.why}` })}</td>
              <td class="no-print">
                <Answers row={row} base={base} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Answers({ row: { organization_id, what, value, people }, base }: { row: Misplaced; base: string }) {
  const { t } = useLanguage();
  const values = { organization_id, what, value };
  return (
    <span class="actions">
      {people.map(({ id, name }) => (
        <PostButton
          key={id}
          action={`${base}/misplaced`}
          values={{ ...values, person_id: id }}
          label={t('misplaced.move', { name })}
        />
      ))}
      <PostButton action={`${base}/misplaced`} values={values} label={t('misplaced.keep')} />
    </span>
  );
}
