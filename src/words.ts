/**
 * The keys of all sentences. Sentences stand beside what they speak of, in `words.en.json` and `words.es.json` of a
 * folder; house/words.ts finds them. A new folder with words is one line here, so that `t` knows its keys; the test of
 * the messages fails on one that is missing.
 */
export type MessageKey =
  | keyof typeof import('./cli/words.en.json')
  | keyof typeof import('./house/words.en.json')
  | keyof typeof import('./pages/accounts/words.en.json')
  | keyof typeof import('./pages/directory/words.en.json')
  | keyof typeof import('./pages/exports/words.en.json')
  | keyof typeof import('./pages/gaps/words.en.json')
  | keyof typeof import('./pages/lists/words.en.json')
  | keyof typeof import('./pages/merging/words.en.json')
  | keyof typeof import('./pages/outreach/words.en.json')
  | keyof typeof import('./pages/partners/words.en.json')
  | keyof typeof import('./pages/removed/words.en.json')
  | keyof typeof import('./pages/search/words.en.json')
  | keyof typeof import('./pages/shell/words.en.json')
  | keyof typeof import('./pages/sourcing/imports/words.en.json')
  | keyof typeof import('./pages/sourcing/leads/words.en.json')
  | keyof typeof import('./pages/sourcing/public-lists/words.en.json')
  | keyof typeof import('./pages/today/words.en.json')
  | keyof typeof import('./pages/worksheets/words.en.json')
  | keyof typeof import('./rooms/accounts/words.en.json')
  | keyof typeof import('./rooms/directory/words.en.json')
  | keyof typeof import('./rooms/lists/words.en.json')
  | keyof typeof import('./rooms/merging/words.en.json')
  | keyof typeof import('./rooms/outreach/words.en.json')
  | keyof typeof import('./rooms/partners/words.en.json')
  | keyof typeof import('./rooms/sourcing/words.en.json')
  | keyof typeof import('./rooms/sourcing/imports/words.en.json')
  | keyof typeof import('./rooms/sourcing/leads/words.en.json')
  | keyof typeof import('./rooms/sourcing/public-lists/words.en.json')
  | keyof typeof import('./rooms/worksheets/words.en.json')
  | keyof typeof import('./ui/words.en.json')
  | keyof typeof import('./views/exports/words.en.json')
  | keyof typeof import('./views/gaps/words.en.json')
  | keyof typeof import('./views/public-directory/words.en.json');
