/** The files that can be exported, with a sentence each on what is in them. They are made in files.tsx. */
import { librarySettingsOf } from '../../rooms/accounts/library-settings.ts';
import { useLanguage } from '../../ui/here.ts';
import { mayExport, type Scope, scope } from '../../views/exports/export.ts';
import { countPartners } from '../../views/exports/records.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Groups } from './groups.tsx';

export const exportsPage = libraryPage({
  path: '/exports',
  may: mayExport,
  view: async ({ ctx, house, url, language: { t } }) => {
    const which = scope.parse(url.searchParams.get('partners'));
    const count = await countPartners(ctx, which);
    const { public_directory } = await librarySettingsOf(ctx);
    const address = public_directory ? `${house.baseUrl}/hsds/${ctx.library.slug}/` : null;
    return {
      title: t('exports.title'),
      body: <Exports which={which} count={count} address={address} />,
    };
  },
});

/** `address` is that of the public directory, where it is open. */
type Props = { which: Scope; count: number; address: string | null };

function Exports({ which, count, address }: Props) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <Which which={which} />
      <p class="summary">{t('exports.count', { count })}</p>
      <p>{t('exports.never')}</p>
      <Groups which={which} />
      <Api address={address} />
    </div>
  );
}

function Which({ which }: { which: Scope }) {
  const { t } = useLanguage();
  return (
    <nav class="tabs" aria-label={t('exports.which')}>
      <ul>
        <li>
          <Link to="/exports" aria-current={which === 'all' ? 'page' : undefined}>
            {t('exports.all')}
          </Link>
        </li>
        <li>
          <Link to="/exports" at={{ partners: 'active' }} aria-current={which === 'active' ? 'page' : undefined}>
            {t('exports.active')}
          </Link>
        </li>
      </ul>
    </nav>
  );
}

function Api({ address }: { address: string | null }) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <section>
      <h2>{t('exports.api')}</h2>
      <p>{address ? t('exports.api_open') : t('exports.api_closed')}</p>
      {address && (
        <p>
          <a class="breakable" href={address}>
            {address}
          </a>
        </p>
      )}
      {may('/settings') && (
        <p>
          <Link to="/settings">{t('exports.api_change')}</Link>
        </p>
      )}
    </section>
  );
}
