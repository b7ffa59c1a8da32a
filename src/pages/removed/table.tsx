/** What was removed, line by line, with the way back. */
import { keptUntil } from '../../house/removal.ts';
import type { Whereabouts } from '../../rooms/merging/follow.ts';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { RemovedLine } from '../../views/removed/removed.ts';
import { Press, useAround } from '../shell/link.tsx';
import { named } from '../shell/notice.tsx';

type Props = { rows: RemovedLine[]; partners: Map<string, Whereabouts> };

export function RemovedTable({ rows, partners }: Props) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('removed.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('removed.what')}</th>
            <th scope="col">{t('removed.about')}</th>
            <th scope="col">{t('removed.by')}</th>
            <th scope="col">{t('removed.until')}</th>
            <th scope="col" class="no-print">
              {t('table.actions')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} partner={partners.get(row.about.id)} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ row, partner }: { row: RemovedLine; partner: Whereabouts | undefined }) {
  const language = useLanguage();
  const { t, message, moment, dayOf } = language;
  const { to } = useAround();
  const kind = message({ key: `removed.kind_${row.kind}` });
  return (
    <tr class={row.only_for ? 'no-print' : undefined}>
      <th scope="row">
        {row.label || kind} {row.label && <span class="quiet block">{kind}</span>}
        {row.only_for && <span class="private block">{t('audience.me_mark')}</span>}
      </th>
      <td>{partner && <a href={to('/partners/:id', { id: partner.partner_id })}>{partner.name}</a>}</td>
      <td>
        {row.who ?? t('history.system')} <span class="quiet block">{moment(row.removed_at)}</span>
      </td>
      <td>{t('removed.until_day', { day: dayOf(keptUntil(row)) })}</td>
      <td class="no-print">
        <Press
          to="/removed/:id"
          at={{ id: row.id }}
          about={row}
          label={t('removed.bring_back')}
          name={t('removed.bring_back_name', { what: named({ language }, row) })}
        />
      </td>
    </tr>
  );
}
