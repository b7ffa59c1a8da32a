/** Attributes in which "false" says something else than nothing does, and "true" something else than a bare name. */
export const ENUMERATED = /^(aria|data)-|^(draggable|spellcheck)$/;
