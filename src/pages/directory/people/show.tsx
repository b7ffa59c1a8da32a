/** A person's own page, with all their roles. Private data is shown only to those who may edit the person. */
import { bouncedAmong } from '../../../house/work/bounced.ts';
import { anyMember } from '../../../rooms/accounts/account.ts';
import { maySeePersonal } from '../../../rooms/directory/person.ts';
import { findPerson, type Person } from '../../../rooms/directory/persons.ts';
import type { Term } from '../../../rooms/officials/official.ts';
import { type Terms, termsOf } from '../../../rooms/officials/terms.ts';
import { isRefusedForTies } from '../../../rooms/ties/ties.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Days } from '../../officials/list.tsx';
import { Link, useAround } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';
import { BouncedHere } from '../email-address.tsx';
import { Numbers } from './numbers.tsx';
import { partnersWith } from './partners-with.ts';
import { Roles } from './roles.tsx';

export const showPerson = libraryPage({
  path: '/people/:id',
  may: anyMember,
  load: ({ ctx, id }) => findPerson(ctx, id()),
  view: async ({ ctx, found: person, language }) => ({
    title: person.name,
    row: person.id,
    actions: (
      <>
        <Link class="button low" to="/people/:id/paths" at={{ id: person.id }} about={person}>
          {language.t('ties.paths_short')}
        </Link>
        <Link class="button low" to="/interactions" at={{ person: person.id }}>
          {language.t('person.log')}
        </Link>
        <Link class="button quiet-button" to="/people/:id/edit" at={{ id: person.id }} about={person}>
          {language.t('form.change')}
        </Link>
      </>
    ),
    body: (
      <BouncedHere.Provider
        value={
          await bouncedAmong(
            ctx,
            person.emails.map(({ email }) => email),
          )
        }
      >
        <Show
          person={person}
          partners={await partnersWith(ctx, [person])}
          terms={await termsOf(ctx, person.id)}
          refused={await isRefusedForTies(ctx, person.id)}
        />
      </BouncedHere.Provider>
    ),
  }),
});

type Props = { person: Person; partners: Map<string, string>; terms: Terms; refused: boolean };

function Show({ person, partners, terms, refused }: Props) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  return (
    <div class="narrow">
      {refused && <p class="warning">{t('ties.refused', { name: person.name })}</p>}
      <h2>{t('person.roles')}</h2>
      <Roles roles={person.roles} partners={partners} edit />
      <Offices person={person} terms={[...terms.now, ...terms.coming, ...terms.over]} />
      <Numbers title={t('person.at_work')} person={person} own={false} />
      {maySeePersonal(ctx.actor) && <Numbers title={t('person.own')} person={person} own />}
    </div>
  );
}

/** Offices that they hold or held. */
function Offices({ person, terms }: { person: Person; terms: Term[] }) {
  const { t } = useLanguage();
  return (
    <>
      {terms.length > 0 && <h2>{t('officials.offices')}</h2>}
      <ul class="plain lines">
        {terms.map((term) => (
          <li key={term.id}>
            {[term.office, term.district].filter(Boolean).join(', ')}
            <span class="quiet block">
              <Days term={term} />
            </span>
          </li>
        ))}
      </ul>
      <p class="no-print">
        <Link to="/officials/new" at={{ person: person.id }}>
          {t('officials.add_office')}
        </Link>
      </p>
    </>
  );
}
