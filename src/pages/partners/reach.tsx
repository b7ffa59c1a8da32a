/** What one does with a partner most: log, call, write; and the rest, folded. */
import { readablePhone } from '../../rooms/directory/written.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import type { PartnerRecord } from './record.tsx';

export function ReachActions({ partner, organization, contacts }: PartnerRecord) {
  const { t } = useLanguage();
  const at = { id: partner.id };
  const work = contacts.filter(({ ends_on }) => ends_on === null);
  const phone =
    organization.phones.find(({ phone_type }) => phone_type !== 'fax')?.number ??
    work.flatMap((contact) => contact.phones).find(isWork)?.number;
  const mail = organization.email || work.flatMap((contact) => contact.emails).find(isWork)?.email;
  return (
    <>
      <Link class="button" to="/partners/:id/interactions/new" at={at}>
        {t('note.add')}
      </Link>
      {phone && (
        <a class="button quiet-button" href={`tel:${phone}`}>
          {t('partners.call', { number: readablePhone(phone) })}
        </a>
      )}
      {mail && (
        <a class="button quiet-button" href={`mailto:${mail}`}>
          {t('partners.write')}
        </a>
      )}
      <More partner={partner} />
    </>
  );
}

/** What is somebody's own is not called from here. */
const isWork = ({ kind }: { kind: string }) => kind === 'work';

function More({ partner }: Pick<PartnerRecord, 'partner'>) {
  const { t } = useLanguage();
  const { may } = useAround();
  const at = { id: partner.id };
  const links = [
    ['/partners/:id/edit', t('partners.edit_short')],
    ['/partners/:id/stage', t('stage.change')],
    ['/partners/:id/care', t('partners.change_owner')],
    ['/partners/:id/contacts/new', t('contacts.add')],
    ['/partners/:id/pitches/new', t('pitches.write')],
    ['/partners/:id/paths', t('ties.paths_short')],
    ['/partners/:id/overlap-checks', t('overlaps.title')],
    ['/partners/:id/history', t('history.link')],
  ] as const;
  return (
    <details class="fold-menu">
      <summary class="button low">{t('nav.more')}</summary>
      <ul>
        {links
          .filter(([path]) => may(path, partner))
          .map(([path, label]) => (
            <li key={path}>
              <Link to={path} at={at} about={partner}>
                {label}
              </Link>
            </li>
          ))}
        {may('/worksheets/new') && (
          <li>
            <Link to="/worksheets/new" at={{ partners: partner.id }}>
              {t('partners.compare')}
            </Link>
          </li>
        )}
        {may('/partners/:id/removal', partner, 'submit') && (
          <li>
            <Press to="/partners/:id/removal" at={at} about={partner} label={t('partners.remove')} />
          </li>
        )}
      </ul>
    </details>
  );
}
