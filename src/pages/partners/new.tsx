/** Adding a partner. Similar organizations are shown first, and it can be added anyway. */
import { Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { MOST_ROWS, organizationDraft } from '../../rooms/directory/organization.ts';
import { similarOrganizations } from '../../rooms/directory/similar.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { addPartner } from '../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { growing, rowsOf } from '../shell/rows.tsx';
import { type FieldOptions, fieldOptions } from './field-options.ts';
import { likenessOf, type Similar, SimilarWarning } from './likeness.tsx';
import { OrganizationFields } from './organization-fields.tsx';

export const add = libraryPage({
  path: '/partners/new',
  may: mayLog,
  view: async (asked) => {
    const { again, language } = asked;
    const similar = again?.errors.similar ? await likenessOf(asked, again.values) : [];
    return {
      title: language.t('partners.add'),
      islands: ['duplicates', 'rows'],
      body: <Add asked={asked} similar={similar} options={await fieldOptions(asked)} />,
    };
  },
  submit: async ({ ctx, fields, go }) => {
    growing(fields);
    const draft = parse(organizationDraft, nested(fields));
    const similar = fields.anyway ? [] : await similarOrganizations(ctx, draft);
    if (similar.length > 0) throw new SimilarFound();
    return go('/partners/:id', { id: await addPartner(ctx, draft) }).saying('notice.partner_added');
  },
});

/** Likely duplicates are no mistake in the form, so it comes back with them above it and a button that adds anyway. */
class SimilarFound extends Invalid {
  constructor() {
    super({ similar: { key: 'duplicates.title' } });
  }
}

const withoutWarning = (again: Again): Again => {
  const { similar: _, ...errors } = again.errors;
  return { ...again, errors };
};

type Props = { asked: LibraryViewing; similar: Similar[]; options: FieldOptions };

function Add({ asked: { again, to, url }, similar, options }: Props) {
  const { t } = useLanguage();
  const sector = url.searchParams.get('sector');
  const initial = { sectors: sector ? [sector] : [], 'addresses.0.country': 'US' };
  return (
    <>
      {similar.length > 0 && <SimilarWarning similar={similar} />}
      <Form again={again && withoutWarning(again)} initial={initial} island="duplicates">
        {similar.length > 0 && <input type="hidden" name="anyway" value="on" />}
        <OrganizationFields
          options={options}
          phones={rowsOf('phones', { again, stored: 1, most: MOST_ROWS })}
          addresses={rowsOf('addresses', { again, stored: 1, most: MOST_ROWS })}
        />
        <Buttons save={similar.length > 0 ? t('duplicates.add_anyway') : t('partners.add')} cancel={to('/partners')} />
      </Form>
    </>
  );
}
