/**
 * A clause is a paragraph of which agreements are written, with blanks in braces that are filled from the partner, the
 * proposal and who does what. Those of the house are data; a library changes, locks or switches them off and adds its
 * own. Its words are versions that never change: an agreement says which version of a clause it was written from.
 */
import { z } from 'zod';
import builtIn from '../../../../data/guide/clauses.json' with { type: 'json' };
import { type Actor, atLeast } from '../../../house/ctx.ts';
import type { Words } from '../../../house/messages.ts';
import { checkbox, line, longText, several, version } from '../../../house/parse.ts';

/** Kinds of agreements; a handshake has terms and no clauses. */
export const AGREEMENT_KINDS = ['letter', 'memorandum', 'sponsorship', 'space', 'data', 'handshake'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];
export const WRITTEN_KINDS = AGREEMENT_KINDS.filter((kind) => kind !== 'handshake');

export type ClauseWords = { title: Words; body: Words };
export type Clause = ClauseWords & {
  key: string;
  kinds: string[];
  locked: boolean;
  built_in: boolean;
  /** Of its words; 0 for those of the house. */
  words_version: number;
  /** 0 for one of the house that nobody has changed. */
  version: number;
};
export type ClauseVersion = ClauseWords & { number: number; made_by: string; made_at: Date };

export const builtInClauses: readonly Clause[] = builtIn.map((clause) => ({
  ...{ ...clause, built_in: true, words_version: 0, version: 0 },
}));

export const CLAUSE_TITLE = 120;
export const CLAUSE_BODY = 6000;
const words = {
  kinds: several(z.enum(AGREEMENT_KINDS, 'error.choice')),
  locked: checkbox,
  ...{ title_en: line(CLAUSE_TITLE), title_es: line(CLAUSE_TITLE) },
  ...{ body_en: longText(CLAUSE_BODY), body_es: longText(CLAUSE_BODY) },
};
type Typed = z.output<z.ZodObject<typeof words>>;

const asWords = ({ title_en, title_es, body_en, body_es, ...rest }: Typed) => ({
  ...rest,
  title: { en: title_en, es: title_es },
  body: { en: body_en, es: body_es },
});

/** In one language at least; where there is one title, its body is there as well. */
function written({ title, body }: ClauseWords, context: z.core.$RefinementCtx): void {
  const said = (['en', 'es'] as const).filter((locale) => title[locale] || body[locale]);
  for (const locale of said.length > 0 ? said : (['en'] as const)) {
    if (!title[locale]) context.addIssue({ code: 'custom', path: [`title_${locale}`], message: 'error.required' });
    if (!body[locale]) context.addIssue({ code: 'custom', path: [`body_${locale}`], message: 'error.required' });
  }
}

export const clauseDraft = z.object(words).transform(asWords).superRefine(written);
export const clauseEdit = z
  .object({ ...words, version: z.union([z.literal('0').transform(() => 0), version]) })
  .transform(({ version, ...typed }) => ({ ...asWords(typed), version }))
  .superRefine(written);
export type ClauseDraft = z.output<typeof clauseDraft>;

/** In the language that is asked, or the other where there are no words in it. */
export const inLanguage = (said: Words, locale: 'en' | 'es'): string => said[locale] || said.en || said.es;

export const mayEditClauses = (actor: Actor) => atLeast(actor, 'administrator');
