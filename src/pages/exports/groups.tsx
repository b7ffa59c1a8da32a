/** The files that can be taken out, by kind, with a sentence each on what is in them. */
import type { MessageKey } from '../../house/messages.ts';
import { useLanguage } from '../../ui/here.ts';
import type { Scope } from '../../views/exports/export.ts';
import { Link, useAround } from '../shell/link.tsx';
import { FILES, type FileName } from './list.ts';

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

type FileLink = { name: FileName; reader?: 'machines'; label: MessageKey };

/** The links of each file and their labels. Most files have one; some have a second for machines. */
function linksOf(name: FileName): FileLink[] {
  const file: { label: MessageKey; machines?: MessageKey } = FILES[name];
  const machines: FileLink[] = file.machines ? [{ name, reader: 'machines', label: file.machines }] : [];
  return [{ name, label: file.label }, ...machines];
}

/** The query of a link to a file. */
const asked = (which: Scope, reader?: string) => ({
  for: reader,
  partners: which === 'active' ? which : undefined,
});

export function Groups({ which }: { which: Scope }) {
  return (
    <>
      {GROUPS.map((group) => (
        <GroupOf key={group.title} group={group} which={which} />
      ))}
      <Archive />
    </>
  );
}

function GroupOf({ group: { title, text, files, personal }, which }: { group: Group; which: Scope }) {
  const { t } = useLanguage();
  const links = files.flatMap(linksOf);
  return (
    <section>
      <h2>{t(title)}</h2>
      <p>{t(text)}</p>
      {personal ? (
        <div class="buttons">
          {links.map((link) => (
            <AskFor key={link.label} link={link} which={which} />
          ))}
        </div>
      ) : (
        <ul>
          {links.map(({ name, reader, label }) => (
            <li key={label}>
              <Link to={`/exports/${name}`} at={asked(which, reader)} download>
                {t(label)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A button, because the history notes who asked. Pressing it again makes the file again, so the form has no key. */
function AskFor({ link: { name, reader, label }, which }: { link: FileLink; which: Scope }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <form method="post" action={to(`/exports/${name}`, asked(which, reader))} class="inline">
      <button type="submit" class="quiet-button">
        {t(label)}
      </button>
    </form>
  );
}

function Archive() {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may('/exports/archive.zip')) return null;
  return (
    <section>
      <h2>{t('exports.archive')}</h2>
      <p>{t('exports.archive_text')}</p>
      <p>{t('exports.archive_without')}</p>
      <ul>
        <li>
          <Link to="/exports/archive.zip" download>
            {t('exports.archive_zip')}
          </Link>
        </li>
      </ul>
    </section>
  );
}
