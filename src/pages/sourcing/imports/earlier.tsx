/** The lists that came in before. */
import type { Import } from '../../../rooms/sourcing/imports/import.ts';
import { Empty, Scroll } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Link } from '../../shell/link.tsx';

export function EarlierLists({ imports }: { imports: Import[] }) {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t('imports.earlier')}</h2>
      {imports.length === 0 ? <Empty text={t('imports.none')} /> : <ImportTable imports={imports} />}
    </>
  );
}

function ImportTable({ imports }: { imports: Import[] }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('imports.earlier')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('imports.file')}</th>
            <th scope="col">{t('imports.state')}</th>
            <th scope="col" class="number">
              {t('import.count_rows')}
            </th>
            <th scope="col">{t('imports.by')}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((item) => (
            <ImportLine key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function ImportLine({ item }: { item: Import }) {
  const { message, dayOf } = useLanguage();
  return (
    <tr>
      <th scope="row">
        <Link to="/imports/:id" at={{ id: item.id }} about={item}>
          {item.file_name}
        </Link>
        <span class="quiet block">{message({ key: `import.target_${item.target}` })}</span>
      </th>
      <td>{message({ key: `import.status_${item.status}` })}</td>
      <td class="number">{item.counts.rows ?? ''}</td>
      <td>
        {item.created_name ?? 'Common Table'} <span class="quiet block">{dayOf(item.created_at)}</span>
      </td>
    </tr>
  );
}
