/**
 * What can be taken out of the house, with a sentence each on what is in it. The files themselves are made in files.ts.
 */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import type { MessageKey } from '../../house/messages.ts';
import { mayChangeSettings } from '../../rooms/accounts/account.ts';
import { librarySettingsOf } from '../../rooms/accounts/libraries.ts';
import { useLanguage } from '../../ui/here.ts';
import { mayExport, mayTakeArchive, type Scope, scope } from '../../views/exports/export.ts';
import { countPartners } from '../../views/exports/records.ts';
import { PartnerTabs } from '../partners/tabs.tsx';
import { type App, type LibraryVisit, libraryPage } from '../shell/door.tsx';
import { exportFiles } from './files.tsx';
import { FILES, type FileName } from './list.ts';

export function exportPages(app: App, house: House): void {
  libraryPage(app, house, '/exports', {
    show: async (visit) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      allow(mayExport(ctx.actor));
      const which = scope.parse(url.searchParams.get('partners'));
      const count = await countPartners(ctx, which);
      return {
        title: t('exports.title'),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('exports.title')}</h1>
            <PartnerTabs base={base} here="/exports" actor={ctx.actor} />
            <Which here={`${base}/exports`} which={which} />
            <p class="summary">{t('exports.count', { count })}</p>
            <p>{t('exports.never')}</p>
            <Files here={`${base}/exports`} which={which} archive={mayTakeArchive(ctx.actor)} />
            <Api
              visit={visit}
              open={(await librarySettingsOf(ctx)).public_directory}
              address={`${house.baseUrl}/hsds/${ctx.library.slug}/`}
            />
          </div>
        ),
      };
    },
  });
  exportFiles(app, house);
}

function Which({ here, which }: { here: string; which: Scope }) {
  const { t } = useLanguage();
  return (
    <nav class="tabs" aria-label={t('exports.which')}>
      <ul>
        <li>
          <a href={here} aria-current={which === 'all' ? 'page' : undefined}>
            {t('exports.all')}
          </a>
        </li>
        <li>
          <a href={`${here}?partners=active`} aria-current={which === 'active' ? 'page' : undefined}>
            {t('exports.active')}
          </a>
        </li>
      </ul>
    </nav>
  );
}

type Group = { title: MessageKey; text: MessageKey; files: FileName[]; personal?: true };

const GROUPS: Group[] = [
  { title: 'exports.sheets', text: 'exports.sheets_text', files: ['partners.xlsx', 'partners.csv', 'contacts.csv'] },
  { title: 'exports.cards', text: 'exports.cards_text', files: ['partners-4.vcf', 'partners-3.vcf'] },
  { title: 'exports.hsds', text: 'exports.hsds_text', files: ['hsds.json', 'hsds.zip'] },
  {
    title: 'exports.personal',
    text: 'exports.personal_text',
    files: [
      'contacts-with-personal-data.xlsx',
      'contacts-with-personal-data.csv',
      'cards-with-personal-data-4.vcf',
      'cards-with-personal-data-3.vcf',
    ],
    personal: true,
  },
];

/** Each file's address with what it is called; most have one, some another for machines. */
const linksOf = (name: FileName): [path: string, label: MessageKey][] => {
  const file: { label: MessageKey; machines?: MessageKey } = FILES[name];
  return [
    [name, file.label],
    ...(file.machines ? [[`${name}?for=machines`, file.machines] as [string, MessageKey]] : []),
  ];
};

function Files({ here, which, archive }: { here: string; which: Scope; archive: boolean }) {
  const { t } = useLanguage();
  const address = (path: string) =>
    `${here}/${path}${which === 'active' ? `${path.includes('?') ? '&' : '?'}partners=active` : ''}`;
  return (
    <>
      {GROUPS.map(({ title, text, files, personal }) => (
        <section key={title}>
          <h2>{t(title)}</h2>
          <p>{t(text)}</p>
          {personal ? (
            <div class="buttons">
              {files.flatMap(linksOf).map(([path, label]) => (
                <AskFor key={path} address={address(path)} label={label} />
              ))}
            </div>
          ) : (
            <ul>
              {files.flatMap(linksOf).map(([path, label]) => (
                <li key={path}>
                  <a href={address(path)} download>
                    {t(label)}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {archive && (
        <section>
          <h2>{t('exports.archive')}</h2>
          <p>{t('exports.archive_text')}</p>
          <p>{t('exports.archive_without')}</p>
          <ul>
            <li>
              <a href={`${here}/archive.zip`} download>
                {t('exports.archive_zip')}
              </a>
            </li>
          </ul>
        </section>
      )}
    </>
  );
}

/** A button, because the history remembers who asked. It may be pressed again, so it has no key. */
function AskFor({ address, label }: { address: string; label: MessageKey }) {
  const { t } = useLanguage();
  return (
    <form method="post" action={address} class="inline">
      <button type="submit" class="quiet-button">
        {t(label)}
      </button>
    </form>
  );
}

function Api({ visit, open, address }: { visit: LibraryVisit; open: boolean; address: string }) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t('exports.api')}</h2>
      <p>{open ? t('exports.api_open') : t('exports.api_closed')}</p>
      {open && (
        <p>
          <a class="breakable" href={address}>
            {address}
          </a>
        </p>
      )}
      {mayChangeSettings(visit.ctx.actor) && (
        <p>
          <a href={`${visit.base}/settings`}>{t('exports.api_change')}</a>
        </p>
      )}
    </section>
  );
}
