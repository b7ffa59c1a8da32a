/** Editing the facts about a partner's organization. */
import { parse, version } from '../../house/parse.ts';
import { MOST_ROWS, mayEditDirectory, organizationDraft } from '../../rooms/directory/organization.ts';
import { changeOrganization, findOrganization, type Organization } from '../../rooms/directory/organizations.ts';
import { asTyped } from '../../rooms/directory/typed-organization.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { growing, rowsOf } from '../shell/rows.tsx';
import { choicesOf, type FieldOptions, fieldOptions, labelsOf } from './field-options.ts';
import { OrganizationFields } from './organization-fields.tsx';
import { partnerOf } from './partner.ts';
import { partnerTrail } from './trail.ts';

export const edit = libraryPage({
  path: '/partners/:id/edit',
  may: mayEditDirectory,
  load: partnerOf,
  view: async (asked) => {
    const organization = await findOrganization(asked.ctx, asked.found.organization_id);
    const options = await fieldOptions(asked, organization.parent_organization_id);
    return {
      title: asked.language.t('partners.edit', { name: asked.found.name }),
      trail: partnerTrail(asked, asked.found),
      islands: ['rows'],
      body: <Edit asked={asked} organization={organization} options={options} />,
    };
  },
  submit: async ({ ctx, found: partner, fields, go }) => {
    growing(fields);
    const draft = parse(organizationDraft.extend({ version }), nested(fields));
    await changeOrganization(ctx, partner.organization_id, draft);
    return go('/partners/:id/facts', { id: partner.id }).saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<Partner>; organization: Organization; options: FieldOptions };

function Edit({ asked: { again, found: partner, to }, organization, options }: Props) {
  const language = useLanguage();
  const { t } = language;
  const { sectors, languages, populations } = organization;
  return (
    <Form
      again={again}
      initial={{ ...asTyped(organization), sectors, languages, populations }}
      version={organization.version}
      labels={labelsOf(language)}
      choices={choicesOf(options)}
    >
      <OrganizationFields
        options={options}
        phones={rowsOf('phones', { again, stored: organization.phones.length, most: MOST_ROWS })}
        addresses={rowsOf('addresses', { again, stored: organization.addresses.length, most: MOST_ROWS })}
      />
      <Buttons save={t('form.save')} cancel={to('/partners/:id/facts', { id: partner.id })} />
    </Form>
  );
}
