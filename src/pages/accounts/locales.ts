/** The languages to choose from, each in its own words. */
export const localeOptions = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];
