/** The time zones to choose from, as people read them. */
const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

export const timeZoneOptions = timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
