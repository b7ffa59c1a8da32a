/** Changing one place of a partner. */
import { parse } from '../../../house/parse.ts';
import { type Location, locationEdit, placeName } from '../../../rooms/directory/location.ts';
import { changeLocation, findLocation } from '../../../rooms/directory/locations.ts';
import { mayEditDirectory } from '../../../rooms/directory/organization.ts';
import { findPartner, partnerOfOrganization } from '../../../rooms/partners/partners.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { useLanguage, type Values } from '../../../ui/here.ts';
import { partnerTrail } from '../../partners/trail.ts';
import { Press } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { FurtherFacts } from '../further.tsx';
import { LocationFields } from './fields.tsx';
import { locationLabels, typeNames } from './labels.ts';

export const editLocation = libraryPage({
  path: '/locations/:id',
  may: mayEditDirectory,
  load: ({ ctx, id }) => findLocation(ctx, id()),
  view: async (asked) => {
    const { ctx, found: place } = asked;
    const partner = await findPartner(ctx, await partnerOfOrganization(ctx, place.organization_id));
    return {
      title: placeName(place),
      trail: partnerTrail(asked, partner),
      body: <Edit asked={asked} partner={partner.id} />,
    };
  },
  submit: async ({ ctx, found: place, fields, go }) => {
    await changeLocation(ctx, place.id, parse(locationEdit, fields));
    const id = await partnerOfOrganization(ctx, place.organization_id);
    return go('/partners/:id/facts', { id }).saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<Location>; partner: string };

function Edit({ asked: { again, found: place, to }, partner }: Props) {
  const language = useLanguage();
  const { t } = language;
  return (
    <div class="narrow">
      <FurtherFacts further={place.further} but={place} />
      <Form
        again={again}
        initial={asTyped(place)}
        version={place.version}
        labels={locationLabels(language)}
        choices={typeNames(language)}
      >
        <LocationFields />
        <Buttons save={t('form.save')} cancel={to('/partners/:id/facts', { id: partner })} />
      </Form>
      <p class="hint">{t('locations.remove_hint')}</p>
      <Press to="/locations/:id/removal" at={{ id: place.id }} about={place} label={t('locations.remove')} />
    </div>
  );
}

function asTyped(place: Location): Values {
  const { id: _, version: __, organization_id: ___, external_id: ____, further: _____, ...fields } = place;
  const { latitude, longitude, ...texts } = fields;
  return { ...texts, latitude: latitude?.toString() ?? '', longitude: longitude?.toString() ?? '' };
}
