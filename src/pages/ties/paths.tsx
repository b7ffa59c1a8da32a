/** How the library reaches a partner, or a person: the shortest ways that are known, in sentences. */
import type { Ctx } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { contactsOf } from '../../rooms/directory/contacts.ts';
import { findPerson, type Person } from '../../rooms/directory/persons.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { introductionsTo } from '../../rooms/ties/introductions.ts';
import type { Paths } from '../../rooms/ties/path.ts';
import { endsOf, type NamedEnd, organizationEnd, pathsTo } from '../../rooms/ties/steps.ts';
import { type EndKey, endOf, type Introduction, mayTie, type Tie } from '../../rooms/ties/tie.ts';
import { findEnd, isRefusedForTies, refuseTies, tiesOf } from '../../rooms/ties/ties.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { pathSentence, viaOf } from './sentence.ts';
import { TieLines } from './tie-lines.tsx';

type Ways = { paths: Paths; names: Map<EndKey, NamedEnd>; ties: Tie[] };

/** `around`: whose ties are shown below, the target's and its people's. */
async function waysTo(ctx: Ctx, target: EndKey, around: EndKey[]): Promise<Ways> {
  const paths = await pathsTo(ctx, target);
  return { paths, names: await endsOf(ctx, paths.paths), ties: await tiesOf(ctx, [target, ...around]) };
}

export const partnerPaths = libraryPage<Partner>({
  path: '/partners/:id/paths',
  may: anyMember,
  load: partnerOf,
  view: async (asked) => {
    const { ctx, found: partner, language } = asked;
    const end = organizationEnd(partner.organization_id);
    const people = (await contactsOf(ctx, partner.organization_id)).map((each): EndKey => `person ${each.person_id}`);
    return {
      title: language.t('ties.paths_title', { name: partner.name }),
      trail: partnerTrail(asked, partner),
      actions: <AddTie end={end} />,
      body: (
        <>
          <Found {...(await waysTo(ctx, end, people))} partner={partner.id} />
          <Introductions asked={await introductionsTo(ctx, partner.id)} />
        </>
      ),
    };
  },
});

export const personPaths = libraryPage<Person>({
  path: '/people/:id/paths',
  may: anyMember,
  load: ({ ctx, id }) => findPerson(ctx, id()),
  view: async ({ ctx, found: person, language, to }) => {
    const end: EndKey = `person ${person.id}`;
    const refused = await isRefusedForTies(ctx, person.id);
    return {
      title: language.t('ties.paths_title', { name: person.name }),
      trail: [{ label: person.name, href: to('/people/:id', { id: person.id }) }],
      actions: (
        <>
          <AddTie end={end} />
          <Press
            to="/people/:id/tie-refusal"
            at={{ id: person.id, refused: refused ? '0' : '1' }}
            label={refused ? language.t('ties.allow') : language.t('ties.refuse')}
          />
        </>
      ),
      body: (
        <>
          {refused && <p class="warning">{language.t('ties.refused', { name: person.name })}</p>}
          <Found {...(await waysTo(ctx, end, []))} />
        </>
      ),
    };
  },
});

/** They asked not to be used, or may be again. */
export const tieRefusal = libraryPage<Person>({
  path: '/people/:id/tie-refusal',
  may: mayTie,
  load: ({ ctx, id }) => findPerson(ctx, id()),
  view: ({ found: { id }, to }) => redirect(to('/people/:id/paths', { id })),
  submit: async ({ ctx, found: { id }, url, go }) => {
    const end = await findEnd(ctx, `person ${id}`);
    await refuseTies(ctx, { ...end, id }, url.searchParams.get('refused') === '1');
    return go('/people/:id/paths', { id }).saying('notice.saved');
  },
});

function AddTie({ end }: { end: EndKey }) {
  const { t } = useLanguage();
  return (
    <Link class="button" to="/ties/new" at={{ from: end }}>
      {t('ties.add')}
    </Link>
  );
}

function Found({ paths: { paths, limited }, names, ties, partner }: Ways & { partner?: string }) {
  const language = useLanguage();
  const { t } = language;
  return (
    <>
      {paths.length === 0 && <Empty text={t('ties.no_path')} />}
      {limited && <p class="warning">{t('ties.limited')}</p>}
      {paths.length > 0 && <p>{t('ties.paths_text')}</p>}
      <ol class="ways">
        {paths.map((path) => (
          <li key={path.steps.map(({ from }) => from).join()}>
            {pathSentence(language, path, names)}
            <Ask via={viaOf(path)} names={names} partner={partner} />
          </li>
        ))}
      </ol>
      {ties.length > 0 && (
        <section class="part">
          <h2>{t('ties.title')}</h2>
          <TieLines ties={ties} />
        </section>
      )}
    </>
  );
}

type AskProps = { via: EndKey | null; names: Map<EndKey, NamedEnd>; partner: string | undefined };

function Ask({ via, names, partner }: AskProps) {
  const { t } = useLanguage();
  const id = via && endOf(via)?.id;
  if (!id || !partner) return null;
  return (
    <span class="block no-print">
      <Link to="/partners/:id/introductions/new" at={{ id: partner, via: id }}>
        {t('ties.ask', { name: names.get(via)?.name ?? '' })}
      </Link>
    </span>
  );
}

function Introductions({ asked }: { asked: Introduction[] }) {
  const { t, message, dayOf } = useLanguage();
  const { to } = useAround();
  if (asked.length === 0) return null;
  return (
    <section class="part">
      <h2>{t('ties.introductions')}</h2>
      <ul class="plain lines">
        {asked.map((each) => (
          <li key={each.id}>
            <a href={to('/introductions/:id', { id: each.id })}>
              {t('ties.asked', { who: each.who, person: each.person, day: dayOf(each.asked_at) })}
            </a>
            <span class="quiet block">{message({ key: `ties.outcome_${each.outcome || 'open'}` })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
