/** The clauses of one agreement: in their order, each with its blanks; changed, moved, added and taken out. */

import type { Actor } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { type Agreement, mayChangeAgreement } from '../../rooms/agreements/agreement.ts';
import {
  type AgreementClause,
  addAgreementClause,
  agreementClauseDraft,
  agreementClauseEdit,
  changeAgreementClause,
  clausesIn,
  findAgreementClause,
  mayChangeClause,
  moveClause,
  removeAgreementClause,
  renewClause,
} from '../../rooms/agreements/agreement-clauses.ts';
import { type Clause, inLanguage } from '../../rooms/agreements/clauses/clause.ts';
import { clausesOf } from '../../rooms/agreements/clauses/clauses.ts';
import { writtenOf } from '../../rooms/agreements/document/writing.ts';
import { Prose } from '../../ui/bits.tsx';
import { one } from '../../ui/field.ts';
import { Buttons, Fold, Form, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Blanks } from '../clauses/blanks.tsx';
import { redirect } from '../shell/landing.ts';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { agreementOf, agreementTrail, OutStill } from './parts.tsx';

export const agreementClauses = libraryPage<Agreement>({
  path: '/agreements/:id/clauses',
  may: mayChangeAgreement,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it, again, language } = asked;
    const clauses = await clausesIn(ctx, it.id);
    const all = await clausesOf(ctx);
    const { document } = await writtenOf(ctx, it);
    const said = new Map(document.clauses.map(({ id, body }) => [id, body]));
    return {
      title: language.t('agreements.clauses'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <OutStill it={it} />
          <p>{language.t('agreements.clauses_text')}</p>
          <ol class="plain lines">
            {clauses.map((clause) => (
              <li key={clause.id} id={`clause-${clause.id}`}>
                <ClauseLine it={it} clause={clause} said={said.get(clause.id) ?? ''} all={all} />
              </li>
            ))}
          </ol>
          <Form again={again} initial={{ title: '', body: '' }}>
            <AddFields it={it} clauses={clauses} all={all} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const key = one(fields.key);
    await addAgreementClause(ctx, id, key ? { key } : parse(agreementClauseDraft, fields));
    return go('/agreements/:id/clauses', { id }).saying('notice.saved');
  },
});

type LineProps = { it: Agreement; clause: AgreementClause; said: string; all: Clause[] };

function ClauseLine({ it, clause, said, all }: LineProps) {
  const { t } = useLanguage();
  const about = { at: { id: clause.id }, about: { clause, agreement: it } };
  const newest = all.find(({ key }) => key === clause.clause_key);
  const isOld = newest !== undefined && newest.words_version !== clause.words_version;
  return (
    <>
      <h2>
        {clause.title} {clause.locked && <span class="quiet">{t('clauses.locked_mark')}</span>}
      </h2>
      <Prose text={said || clause.body} />
      {isOld && <p class="warning">{t('agreements.clause_old')}</p>}
      <div class="buttons no-print">
        <Link to="/agreement-clauses/:id/edit" {...about}>
          {t('form.change')}
        </Link>
        {isOld && <Press to="/agreement-clauses/:id/newest" {...about} label={t('agreements.take_newest')} />}
        <Press
          to="/agreement-clauses/:id/move"
          {...about}
          values={{ by: 'up' }}
          label={t('agreements.up')}
          name={`${t('agreements.up')}: ${clause.title}`}
        />
        <Press
          to="/agreement-clauses/:id/move"
          {...about}
          values={{ by: 'down' }}
          label={t('agreements.down')}
          name={`${t('agreements.down')}: ${clause.title}`}
        />
        <Press
          to="/agreement-clauses/:id/removal"
          {...about}
          label={t('interaction.remove')}
          name={`${t('interaction.remove')}: ${clause.title}`}
        />
      </div>
    </>
  );
}

function AddFields({ it, clauses, all }: { it: Agreement; clauses: AgreementClause[]; all: Clause[] }) {
  const { t } = useLanguage();
  const there = clauses.map(({ clause_key }) => clause_key);
  const others = all
    .filter(({ key }) => !there.includes(key))
    .map(({ key, title }) => ({ value: key, label: inLanguage(title, it.locale) }));
  return (
    <>
      <h2>{t('agreements.add_clause')}</h2>
      <Select
        name="key"
        label={t('agreements.from_library')}
        options={[{ value: '', label: t('agreements.own_words') }, ...others]}
      />
      <Fold summary={t('agreements.own_words')} names={['title', 'body']}>
        <TextField name="title" label={t('clauses.title_field')} />
        <TextArea name="body" label={t('clauses.body_field')} rows={5} />
      </Fold>
      <Buttons save={t('agreements.add_clause')} />
    </>
  );
}

type Found = Awaited<ReturnType<typeof findAgreementClause>>;
const clauseOf = ({ ctx, id }: LibraryVisit): Promise<Found> => findAgreementClause(ctx, id());
const mayMove = (actor: Actor, { agreement }: Found) => mayChangeAgreement(actor, agreement);

export const editAgreementClause = libraryPage<Found>({
  path: '/agreement-clauses/:id/edit',
  may: mayChangeClause,
  load: clauseOf,
  view: (asked) => {
    const { clause, agreement } = asked.found;
    const { t } = asked.language;
    const back = asked.to('/agreements/:id/clauses', { id: agreement.id });
    return {
      title: clause.title,
      trail: [...agreementTrail(asked, agreement), { label: t('agreements.clauses'), href: back }],
      body: (
        <div class="narrow">
          <Form again={asked.again} initial={{ title: clause.title, body: clause.body }} version={clause.version}>
            <TextField name="title" label={t('clauses.title_field')} />
            <TextArea name="body" label={t('clauses.body_field')} rows={10} />
            <Blanks />
            <Buttons save={t('form.save')} cancel={back} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { clause, agreement }, fields, go }) => {
    await changeAgreementClause(ctx, clause.id, parse(agreementClauseEdit, fields));
    return go('/agreements/:id/clauses', { id: agreement.id }).saying('notice.saved').at(`clause-${clause.id}`);
  },
});

const toClauses = ({ found: { agreement }, to }: { found: Found } & Pick<LibraryVisit, 'to'>) =>
  redirect(to('/agreements/:id/clauses', { id: agreement.id }));

export const agreementClauseMove = libraryPage<Found>({
  path: '/agreement-clauses/:id/move',
  may: mayMove,
  load: clauseOf,
  view: toClauses,
  submit: async ({ ctx, found: { clause, agreement }, fields, go }) => {
    await moveClause(ctx, clause.id, one(fields.by) === 'up' ? -1 : 1);
    return go('/agreements/:id/clauses', { id: agreement.id }).at(`clause-${clause.id}`);
  },
});

export const agreementClauseNewest = libraryPage<Found>({
  path: '/agreement-clauses/:id/newest',
  may: mayMove,
  load: clauseOf,
  view: toClauses,
  submit: async ({ ctx, found: { clause, agreement }, go }) => {
    await renewClause(ctx, clause.id);
    return go('/agreements/:id/clauses', { id: agreement.id }).saying('notice.saved').at(`clause-${clause.id}`);
  },
});

export const agreementClauseRemoval = libraryPage<Found>({
  path: '/agreement-clauses/:id/removal',
  may: mayChangeClause,
  load: clauseOf,
  view: toClauses,
  submit: async ({ ctx, found: { clause, agreement }, go }) => {
    const removal = await removeAgreementClause(ctx, clause.id);
    return go('/agreements/:id/clauses', { id: agreement.id }).saying('notice.removed', { removal });
  },
});
