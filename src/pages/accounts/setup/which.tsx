/** Which library it is: searched in the IMLS survey or typed in; or the demo county. */
import { PostButton } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { useAround } from '../../shell/link.tsx';
import { hostPage } from '../../shell/page.ts';
import { type LibrarySystem, searchLibraries } from './imls.ts';
import { setupToken } from './token.ts';

export const setupWhich = hostPage({
  path: '/setup/:token',
  view: async (visit) => {
    const token = await setupToken(visit);
    const query = (visit.url.searchParams.get('q') ?? '').slice(0, 200);
    const matches = query ? await searchLibraries(query) : [];
    return {
      title: visit.language.t('setup.title'),
      body: <Which token={token} query={query} matches={matches} />,
    };
  },
});

function Which({ token, query, matches }: { token: string; query: string; matches: LibrarySystem[] }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <div class="narrow">
      <p>{t('setup.which')}</p>
      <Search token={token} query={query} />
      {query && (
        <>
          <h2>{t('setup.found', { count: matches.length })}</h2>
          <ul class="plain big-links">
            {matches.map((match) => (
              <Match key={match.id} token={token} match={match} />
            ))}
          </ul>
        </>
      )}
      <h2>{t('setup.other')}</h2>
      <p>
        <a href={to('/setup/:token/library', { token })}>{t('setup.type_in')}</a>
      </p>
      <p class="hint">{t('setup.demo_text')}</p>
      <PostButton action={to('/setup/:token/demo', { token })} label={t('setup.demo')} />
    </div>
  );
}

function Search({ token, query }: { token: string; query: string }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <form method="get" action={to('/setup/:token', { token })} class="search">
      <label for="q">{t('setup.search')}</label>
      <div class="row">
        <input id="q" name="q" type="search" value={query} />
        <button type="submit">{t('form.search')}</button>
      </div>
    </form>
  );
}

function Match({ token, match: { id, name, city, state, zip } }: { token: string; match: LibrarySystem }) {
  const { to } = useAround();
  return (
    <li>
      <a href={to('/setup/:token/library', { token, name, state, system: id })}>{name}</a>{' '}
      <span class="quiet">
        {city}, {state} {zip}
      </span>
    </li>
  );
}
