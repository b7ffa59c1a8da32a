/** What can be taken from a worksheet: forms to print, the comparison as a table, its history. */
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link } from '../shell/link.tsx';

export function SheetFiles({ sheet: { id }, compared }: { sheet: Worksheet; compared: boolean }) {
  const { t } = useLanguage();
  return (
    <nav class="no-print" aria-label={t('worksheets.files')}>
      <h2>{t('worksheets.files')}</h2>
      <ul class="plain lines">
        <li>
          <Link to="/worksheets/:id/print" at={{ id }}>
            {t('paper.print_link')}
          </Link>
        </li>
        {compared && <ComparisonFiles id={id} />}
        <li>
          <Link to="/worksheets/:id/history" at={{ id }}>
            {t('history.link')}
          </Link>
        </li>
      </ul>
    </nav>
  );
}

function ComparisonFiles({ id }: { id: string }) {
  const { t } = useLanguage();
  return (
    <>
      <li>
        <Link to="/worksheets/:id/comparison.xlsx" at={{ id }}>
          {t('files.xlsx')}
        </Link>
      </li>
      <li>
        <Link to="/worksheets/:id/comparison.csv" at={{ id }}>
          {t('files.csv')}
        </Link>
      </li>
      <li>
        <Link to="/worksheets/:id/comparison.csv" at={{ id, for: 'machines' }}>
          {t('files.csv_raw')}
        </Link>
      </li>
    </>
  );
}
