/** The library's clauses, of which agreements are written. */
import type { Ctx } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Clause, mayEditClauses } from '../../rooms/agreements/clauses/clause.ts';
import { clausesOf, clausesOff, removeClause, restoreClause } from '../../rooms/agreements/clauses/clauses.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { clauseOf, useSaid } from './edit.tsx';

export const clauseList = libraryPage({
  path: '/clauses',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('clauses.title'),
    actions: (
      <Link class="button" to="/clauses/new">
        {t('clauses.add')}
      </Link>
    ),
    body: <Clauses clauses={await clausesOf(ctx)} off={await off(ctx)} />,
  }),
});

const off = (ctx: Ctx) => (mayEditClauses(ctx.actor) ? clausesOff(ctx) : Promise.resolve([]));

function Clauses({ clauses, off }: { clauses: Clause[]; off: Clause[] }) {
  const { t } = useLanguage();
  const said = useSaid();
  return (
    <div class="narrow">
      <p class="lead">{t('clauses.text')}</p>
      {clauses.map((clause) => (
        <ClauseRead key={clause.key} clause={clause} />
      ))}
      {off.length > 0 && (
        <section class="part no-print">
          <h2>{t('clauses.off')}</h2>
          <ul class="plain lines">
            {off.map(({ key, title }) => (
              <li key={key}>
                {said(title)}{' '}
                <Press
                  to="/clauses/:key/restoring"
                  at={{ key }}
                  label={t('policy.restore')}
                  name={`${t('policy.restore')}: ${said(title)}`}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function ClauseRead({ clause }: { clause: Clause }) {
  const { t, message, list } = useLanguage();
  const said = useSaid();
  const title = said(clause.title);
  const kinds = clause.kinds.map((kind) => message({ key: `agreement.kind_${kind}` }));
  return (
    <section class="part">
      <h2>
        {title} {clause.locked && <span class="quiet">{t('clauses.locked_mark')}</span>}
      </h2>
      <p class="quiet">
        {kinds.length > 0 ? list(kinds) : t('clauses.no_kind')}
        {clause.words_version > 0 && ` · ${t('clauses.words_version', { number: clause.words_version })}`}
      </p>
      <Prose text={said(clause.body)} />
      <div class="no-print buttons">
        <Link to="/clauses/:key/edit" at={{ key: clause.key }} about={clause}>
          {t('policy.edit', { name: title })}
        </Link>{' '}
        <Press
          to="/clauses/:key/removal"
          at={{ key: clause.key }}
          about={clause}
          label={clause.built_in ? t('policy.switch_off') : t('interaction.remove')}
          name={`${clause.built_in ? t('policy.switch_off') : t('interaction.remove')}: ${title}`}
        />
      </div>
    </section>
  );
}

export const clauseRemoval = libraryPage<Clause>({
  path: '/clauses/:key/removal',
  may: (actor) => mayEditClauses(actor),
  load: clauseOf,
  view: ({ to }) => redirect(to('/clauses')),
  submit: async ({ ctx, found: { key }, go }) => {
    const removal = await removeClause(ctx, key);
    return go('/clauses').saying('notice.removed', { removal });
  },
});

export const clauseRestoring = libraryPage({
  path: '/clauses/:key/restoring',
  may: mayEditClauses,
  view: ({ to }) => redirect(to('/clauses')),
  submit: async ({ ctx, param, go }) => {
    await restoreClause(ctx, param('key'));
    return go('/clauses').saying('notice.saved');
  },
});
