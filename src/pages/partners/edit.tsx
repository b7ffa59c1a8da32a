/**
 * Adding a partner and editing the facts about its organization: one form for both. Likely duplicates are a warning,
 * never a wall.
 */

import { allow, Invalid } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse, version } from '../../house/parse.ts';
import {
  ADDRESS_TYPES,
  countries,
  MOST_ROWS,
  mayEditDirectory,
  organizationDraft,
} from '../../rooms/directory/organization.ts';
import { changeOrganization, findOrganization, organizationNames } from '../../rooms/directory/organizations.ts';
import { PHONE_TYPES } from '../../rooms/directory/phone.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { type Likeness, similarOrganizations } from '../../rooms/directory/similar.ts';
import { asTyped } from '../../rooms/directory/typed-organization.ts';
import { populations, serviceLanguages } from '../../rooms/guide/guide.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { addPartner, findPartner, partnersOf } from '../../rooms/partners/partners.ts';
import { Buttons, Checkbox, Checkboxes, Fold, Form, type Option, Select, TextArea, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage } from '../shell/door.tsx';
import { nested, text } from '../shell/form-body.ts';

const ROWS = 3;

export function partnerEditPages(app: App, house: House): void {
  libraryPage(app, house, '/partners/new', {
    show: async (visit, again) => {
      const { ctx, base, url, language } = visit;
      allow(mayLog(ctx.actor));
      const similar = again?.errors.similar ? await likenessOf(visit, again.values) : [];
      const shown = again && withoutWarning(again);
      const sector = url.searchParams.get('sector');
      return {
        title: language.t('partners.add'),
        section: 'partners',
        islands: ['duplicates'],
        body: (
          <>
            <h1>{language.t('partners.add')}</h1>
            {similar.length > 0 && <SimilarWarning similar={similar} base={base} />}
            <Form
              again={shown}
              initial={{ sectors: sector ? [sector] : [], 'addresses.0.country': 'US' }}
              island="duplicates"
            >
              {similar.length > 0 && <input type="hidden" name="anyway" value="on" />}
              <OrganizationFields options={await fieldOptions(visit)} phones={ROWS} addresses={2} />
              <Buttons
                save={similar.length > 0 ? language.t('duplicates.add_anyway') : language.t('partners.add')}
                cancel={`${base}/partners`}
              />
            </Form>
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      const draft = parse(organizationDraft, nested(fields));
      const similar = fields.anyway ? [] : await similarOrganizations(visit.ctx, draft);
      if (similar.length > 0) throw new SimilarFound();
      const id = await addPartner(visit.ctx, draft);
      return { to: `${visit.base}/partners/${id}`, notice: 'notice.partner_added' };
    },
  });

  // The island's question while one types: a fragment of HTML, empty when nothing is alike.
  libraryPage(app, house, '/partners/new/duplicates', {
    show: async (visit) => {
      allow(mayLog(visit.ctx.actor));
      const similar = await likenessOf(visit, Object.fromEntries(visit.url.searchParams));
      const { language, base } = visit;
      const lines = similar.map((each) => ({
        name: each.name,
        href: each.partnerId ? `${base}/partners/${each.partnerId}` : null,
        why: language.list(each.reasons.map((reason) => language.message({ key: `duplicates.${reason}` }))),
      }));
      return Response.json({ title: language.t('duplicates.title'), lines });
    },
  });

  libraryPage(app, house, '/partners/:id/edit', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      const organization = await findOrganization(ctx, partner.organization_id);
      const initial = {
        ...asTyped(organization),
        sectors: organization.sectors,
        languages: organization.languages,
        populations: organization.populations,
      };
      const options = await fieldOptions(visit, organization.parent_organization_id);
      return {
        title: t('partners.edit', { name: partner.name }),
        section: 'partners',
        body: (
          <>
            <h1>{t('partners.edit', { name: partner.name })}</h1>
            <Form
              again={again}
              initial={initial}
              version={organization.version}
              labels={labels(visit)}
              choices={choicesOf(options)}
            >
              <OrganizationFields
                options={options}
                phones={rowsFor('phones', again, organization.phones.length + 2)}
                addresses={rowsFor('addresses', again, organization.addresses.length + 1)}
              />
              <Buttons save={t('form.save')} cancel={`${base}/partners/${partner.id}`} />
            </Form>
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      const partner = await findPartner(visit.ctx, visit.id());
      const draft = parse(organizationDraft.extend({ version }), nested(fields));
      await changeOrganization(visit.ctx, partner.organization_id, draft);
      return { to: `${visit.base}/partners/${partner.id}`, notice: 'notice.saved' };
    },
  });
}

/** Not an error of the person's: the form comes back with the look-alikes above it and a button that adds anyway. */
class SimilarFound extends Invalid {
  constructor() {
    super({ similar: { key: 'duplicates.title' } });
  }
}

const withoutWarning = (again: Again): Again => {
  const { similar: _, ...errors } = again.errors;
  return { ...again, errors };
};

/** With the partner that it is, for a link. */
type Similar = Likeness & { partnerId: string | undefined };

async function likenessOf({ ctx }: LibraryVisit, values: Values): Promise<Similar[]> {
  const draft = organizationDraft
    .pick({ name: true, website: true, tax_id: true, phones: true })
    .partial()
    .catch({})
    .parse(nested(values));
  const name = draft.name ?? text(values.name).slice(0, 200);
  const similar = await similarOrganizations(ctx, { ...draft, name });
  const partners = await partnersOf(
    ctx,
    similar.map((each) => each.organizationId),
  );
  return similar.map((each) => ({ ...each, partnerId: partners.get(each.organizationId) }));
}

function SimilarWarning({ similar, base }: { similar: Similar[]; base: string }) {
  const { t, list, message } = useLanguage();
  return (
    <section class="warning" role="alert" tabIndex={-1} autofocus aria-labelledby="similar-title">
      <h2 id="similar-title">{t('duplicates.title')}</h2>
      <ul>
        {similar.map((each) => (
          <li key={each.organizationId}>
            {each.partnerId ? <a href={`${base}/partners/${each.partnerId}`}>{each.name}</a> : each.name}{' '}
            <span class="quiet">
              {t('duplicates.why', {
                reasons: list(each.reasons.map((reason) => message({ key: `duplicates.${reason}` }))),
              })}
            </span>
          </li>
        ))}
      </ul>
      <p>{t('duplicates.text')}</p>
    </section>
  );
}

type FieldOptions = Record<
  'sectors' | 'populations' | 'languages' | 'parents' | 'countries' | 'phoneTypes' | 'addressTypes',
  Option[]
>;

async function fieldOptions({ ctx, language }: LibraryVisit, parent: string | null = null): Promise<FieldOptions> {
  const { words, message, t } = language;
  const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label, language.locale);
  return {
    sectors: (await sectorsOf(ctx)).map((sector) => ({ value: sector.key, label: words(sector.label) })),
    populations: populations.map((each) => ({ value: each.key, label: words(each.label) })),
    languages: serviceLanguages
      .map((code) => ({ value: code, label: language.languageName.of(code) ?? code }))
      .sort(byLabel),
    parents: [
      { value: '', label: t('form.no_organization') },
      ...(await organizationNames(ctx, parent)).map((each) => ({ value: each.id, label: each.name })),
    ],
    countries: countries.map((code) => ({ value: code, label: language.countryName.of(code) ?? code })).sort(byLabel),
    phoneTypes: PHONE_TYPES.map((type) => ({ value: type, label: message({ key: `phone_type.${type}` }) })),
    addressTypes: ADDRESS_TYPES.map((type) => ({ value: type, label: message({ key: `address_type.${type}` }) })),
  };
}

/** As many rows as are stored, and a few to add; never fewer than were typed. */
function rowsFor(list: 'phones' | 'addresses', again: Again | undefined, wanted: number): number {
  const typed = Object.keys(again?.values ?? {}).map((name) =>
    name.startsWith(`${list}.`) ? Number(name.split('.')[1]) + 1 : 0,
  );
  return Math.min(MOST_ROWS, Math.max(wanted, ...typed));
}

const choicesOf = (options: FieldOptions) =>
  Object.fromEntries(
    Object.values(options).flatMap((list) =>
      list.filter((option) => option.value !== '').map((option) => [option.value, option.label]),
    ),
  );

function labels({ language: { t } }: LibraryVisit): Record<string, string> {
  const named: Record<string, string> = {
    name: t('field.organization_name'),
    alternate_names: t('field.alternate_names'),
    description: t('field.description'),
    website: t('field.website'),
    email: t('field.email'),
    tax_id: t('field.tax_id'),
    parent_organization_id: t('field.parent'),
    sectors: t('field.sectors'),
    populations: t('field.populations'),
    languages: t('field.languages'),
    confidential_address: t('field.confidential_address'),
  };
  for (let n = 0; n < MOST_ROWS; n++) {
    for (const part of ['number', 'extension', 'phone_type', 'description'])
      named[`phones.${n}.${part}`] = t('field.phone_n', { n: n + 1 });
    for (const part of ['address_type', 'address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country']) {
      named[`addresses.${n}.${part}`] = t('field.address_n', { n: n + 1 });
    }
  }
  return named;
}

function OrganizationFields({
  options,
  phones,
  addresses,
}: {
  options: FieldOptions;
  phones: number;
  addresses: number;
}) {
  const { t } = useLanguage();
  return (
    <>
      <div class="narrow">
        <TextField name="name" label={t('field.organization_name')} />
        <div data-duplicates aria-live="polite" />
        <TextArea
          name="alternate_names"
          label={t('field.alternate_names')}
          hint={t('field.alternate_names_hint')}
          rows={2}
          optional
        />
        <TextArea name="description" label={t('field.description')} rows={3} optional />
      </div>
      <Checkboxes
        name="sectors"
        label={t('field.sectors')}
        hint={t('field.sectors_hint')}
        options={options.sectors}
        columns
      />
      <div class="narrow">
        <TextField name="website" type="url" label={t('field.website')} optional />
        <TextField name="email" type="email" label={t('field.email')} optional />
      </div>
      <fieldset class="rows">
        <legend>{t('field.phones')}</legend>
        {Array.from({ length: phones }, (_, n) => (
          <div class="row" key={n}>
            <TextField name={`phones.${n}.number`} type="tel" label={t('field.phone_n', { n: n + 1 })} />
            <TextField name={`phones.${n}.extension`} label={t('field.extension')} inputmode="numeric" width="short" />
            <Select name={`phones.${n}.phone_type`} label={t('field.phone_type')} options={options.phoneTypes} />
            <TextField name={`phones.${n}.description`} label={t('field.phone_description')} optional />
          </div>
        ))}
      </fieldset>
      <fieldset class="rows no-print">
        <legend>{t('field.addresses')}</legend>
        <Checkbox
          name="confidential_address"
          label={t('field.confidential_address')}
          hint={t('field.confidential_hint')}
        />
        {Array.from({ length: addresses }, (_, n) => (
          <div class="row" key={n}>
            <Select
              name={`addresses.${n}.address_type`}
              label={t('field.address_type')}
              options={options.addressTypes}
            />
            <TextField name={`addresses.${n}.address_1`} label={t('field.address_1')} />
            <TextField name={`addresses.${n}.address_2`} label={t('field.address_2')} />
            <TextField name={`addresses.${n}.city`} label={t('field.city')} />
            <TextField name={`addresses.${n}.state_province`} label={t('field.state_province')} width="short" />
            <TextField name={`addresses.${n}.postal_code`} label={t('field.postal_code')} width="short" />
            <CountrySelect name={`addresses.${n}.country`} options={options.countries} />
          </div>
        ))}
      </fieldset>
      <Fold
        summary={t('partners.more_fields')}
        names={['populations', 'languages', 'tax_id', 'parent_organization_id']}
      >
        <Checkboxes name="populations" label={t('field.populations')} options={options.populations} columns />
        <Checkboxes name="languages" label={t('field.languages')} options={options.languages} columns />
        <div class="narrow">
          <TextField name="tax_id" label={t('field.tax_id')} hint={t('field.tax_id_hint')} width="medium" optional />
          <Select name="parent_organization_id" label={t('field.parent')} options={options.parents} />
        </div>
      </Fold>
    </>
  );
}

/** An empty row starts in the United States; a stored one keeps its country. */
function CountrySelect({ name, options }: { name: string; options: Option[] }) {
  const { t } = useLanguage();
  return <Select name={name} label={t('field.country')} options={options} otherwise="US" />;
}
