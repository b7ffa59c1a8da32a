/**
 * Words that nobody reads in Common Table, because the glossary of STYLE.md has another for the idea. Patterns of whole
 * words, without regard to capitals; names of values in braces are not looked at.
 */
export const NOT_SAID = {
  en: {
    'catalog\\w*': 'public list; the catalog is the library’s own, of books',
    'licences?': 'license',
    'any more': 'anymore',
    '(?<!e-)mails?(?! server)': 'e-mail',
    'mend(s|ed|ing)?': 'fix',
    'tak(e|es|en|ing) [^.]*back|took [^.]*back': 'undo, cancel',
    whom: 'who',
    '(with)?st(and|ands|anding|ood)': 'is',
    // A tie is a relation between two organizations or persons.
    'tied|(is|it’s) a tie': 'no clear difference',
    'please give|give (a|an|the|its|both)': 'enter',
    'present(ly)?': 'current',
    bands: 'level',
    band: 'level',
    'means? of|’s means?': 'average',
    strangers: 'organizations you do not know yet',
    'promot\\w+': 'add as a partner',
    'hand(s|ed)? on': 'pass on, share',
    'buil(d|t) on it': 'use',
    'put(s)? away': 'set aside',
    'look again': 'refresh',
    'locations?': 'place',
    'prompts?': 'question',
    somebody: 'someone',
    'machines?': 'other programs',
    'ex-offenders?|the homeless': 'people first',
  },
  es: {
    'aliad[oa]s?': 'socio',
    'asociad[oa]s?': 'socio',
    'evaluador(a|es|as)?': 'quien califica',
    'hojas? de trabajo': 'hoja de evaluación',
    'añad[a-zéíó]+': 'agregar',
    'elimin\\p{L}+': 'quitar',
    '(?<!Estados )(unir|unirlas?|unirlos?|unid[oa]s?|unión|uniones)': 'combinar',
    'sedes?': 'lugar',
    'huecos?': 'lo que falta',
    'bandas?': 'nivel',
    'en general': 'en conjunto',
    'mir(ar|e|a|an|ado|ando|ó)': 'revisar, ver',
    '(servir|sirv\\p{L}+)( a)?': 'atender',
    'empat\\p{L}+': 'sin diferencia clara',
    'tra(er|erla|e|en|jo|ído|ídos|ída|ídas|yendo)': 'importar',
    'sac(ar|a|ó)': 'descargar',
    'fij(ar|ado|ada)': 'definir',
    'catálogos?': 'listas públicas',
    'clientes?': 'persona que el socio atiende',
    'declinad[oa]s?': 'no concretado',
    'dej(ar|ó|ada|adas) a un lado': 'apartar',
    'número fiscal|identificación fiscal': 'EIN',
    'vale(n)? por': 'es válido durante',
    'administrador(a|es|as)?|coordinador(a|es|as)?|colaborador(a|es|as)?|lector(a|es|as)?': 'roles, not persons',
    'ustedes|busquen|cuenten|anoten|revisen|comparen|pregunten|pidan|pongan|tomen|hagan|elijan|escriban': 'usted',
    ordenador: 'computadora',
    móvil: 'celular',
  },
} as const;

/** What is said all the same, by key and word, and why. */
export const SAID: { key: string | RegExp; word: RegExp; why: string }[] = [
  { key: 'location_type.postal', word: /mail/, why: 'the post office’s' },
  { key: 'public_lists.text', word: /mail/, why: 'the post office’s' },
];
