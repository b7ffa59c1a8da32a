/** Writing a clause in both languages, and changing one: other words are another version. */
import type { Words } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import {
  AGREEMENT_KINDS,
  type Clause,
  type ClauseVersion,
  clauseDraft,
  clauseEdit,
  inLanguage,
  mayEditClauses,
  WRITTEN_KINDS,
} from '../../rooms/agreements/clauses/clause.ts';
import { addClause, changeClause, clauseVersions, findClause } from '../../rooms/agreements/clauses/clauses.ts';
import { Prose } from '../../ui/bits.tsx';
import { Buttons, Checkbox, Checkboxes, Form, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Blanks } from './blanks.tsx';

export const clauseOf = ({ ctx, param }: LibraryVisit): Promise<Clause> => findClause(ctx, param('key'));

/** In the reader's language, or in the other where there are no words in it. */
export function useSaid(): (said: Words) => string {
  const { locale } = useLanguage();
  return (said) => inLanguage(said, locale);
}

const labelsOf = ({ message }: Pick<ReturnType<typeof useLanguage>, 'message'>) =>
  Object.fromEntries(
    ['title_en', 'title_es', 'body_en', 'body_es', 'kinds'].map((name) => [name, message({ key: `clauses.${name}` })]),
  );

export const newClause = libraryPage({
  path: '/clauses/new',
  may: mayEditClauses,
  view: ({ again, to, language }) => ({
    title: language.t('clauses.add'),
    body: (
      <div class="narrow">
        <Form again={again} initial={{ kinds: [...WRITTEN_KINDS] }} labels={labelsOf(language)}>
          <ClauseFields />
          <Buttons save={language.t('clauses.save')} cancel={to('/clauses')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, fields, go }) => {
    await addClause(ctx, parse(clauseDraft, fields));
    return go('/clauses').saying('notice.saved');
  },
});

export const editClause = libraryPage<Clause>({
  path: '/clauses/:key/edit',
  may: (actor) => mayEditClauses(actor),
  load: clauseOf,
  view: async ({ ctx, found: clause, again, to, language }) => ({
    title: language.t('policy.edit', { name: inLanguage(clause.title, language.locale) }),
    body: (
      <div class="narrow">
        <p>{language.t('clauses.edit_text')}</p>
        <Form again={again} initial={asTyped(clause)} version={clause.version} labels={labelsOf(language)}>
          <ClauseFields />
          <Buttons save={language.t('clauses.save')} cancel={to('/clauses')} />
        </Form>
        <Earlier versions={await clauseVersions(ctx, clause.key)} />
      </div>
    ),
  }),
  submit: async ({ ctx, found: { key }, fields, go }) => {
    await changeClause(ctx, key, parse(clauseEdit, fields));
    return go('/clauses').saying('notice.saved');
  },
});

const asTyped = ({ title, body, kinds, locked }: Clause): Values => ({
  ...{ title_en: title.en, title_es: title.es, body_en: body.en, body_es: body.es, kinds },
  locked: locked ? 'on' : '',
});

function ClauseFields() {
  const { t, message } = useLanguage();
  const kinds = AGREEMENT_KINDS.filter((kind) => kind !== 'handshake').map((kind) => ({
    ...{ value: kind, label: message({ key: `agreement.kind_${kind}` }) },
  }));
  return (
    <>
      <TextField name="title_en" label={t('clauses.title_en')} />
      <TextArea name="body_en" label={t('clauses.body_en')} rows={6} />
      <TextField name="title_es" label={t('clauses.title_es')} />
      <TextArea name="body_es" label={t('clauses.body_es')} rows={6} />
      <Blanks />
      <Checkboxes name="kinds" label={t('clauses.kinds')} options={kinds} columns />
      <Checkbox name="locked" label={t('clauses.locked')} hint={t('clauses.locked_hint')} />
    </>
  );
}

function Earlier({ versions }: { versions: ClauseVersion[] }) {
  const { t, dayOf } = useLanguage();
  const said = useSaid();
  if (versions.length === 0) return null;
  return (
    <section class="part">
      <h2>{t('clauses.versions')}</h2>
      {versions.map((version) => (
        <details class="card" key={version.number}>
          <summary>
            {t('clauses.words_version', { number: version.number })} ·{' '}
            {t('agreements.made', { who: version.made_by, day: dayOf(version.made_at) })}
          </summary>
          <h3>{said(version.title)}</h3>
          <Prose text={said(version.body)} />
        </details>
      ))}
    </section>
  );
}
