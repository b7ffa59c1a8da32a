/** The same as the picture, in a table: how many partners each ZIP code has, and in which stages. */
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type GroupCounts, SHOWN } from '../../views/gaps/gap.ts';
import type { ZipLine } from '../../views/gaps/maps.ts';
import { sum } from './picture.tsx';

export function ZipTable({ lines }: { lines: ZipLine[] }) {
  const { t, message } = useLanguage();
  if (lines.length === 0) return <p>{t('map.no_zips')}</p>;
  return (
    <Scroll label={t('map.table')}>
      <table class="zip-table">
        <caption>{t('map.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.zip')}</th>
            {SHOWN.map((group) => (
              <th scope="col" key={group} class="number">
                {message({ key: `group.${group}` })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ZipRow key={line.zip} line={line} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('gaps.total')}</th>
            <Figures counts={sum(lines)} />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function ZipRow({ line: { zip, branches, counts, drawn } }: { line: ZipLine }) {
  const { t, list } = useLanguage();
  return (
    <tr>
      <th scope="row">
        {zip} <span class="quiet block">{branches.length > 0 ? list(branches) : t('gaps.no_area')}</span>{' '}
        {!drawn && <span class="quiet block">{t('map.beyond')}</span>}
      </th>
      <Figures counts={counts} />
    </tr>
  );
}

function Figures({ counts }: { counts: GroupCounts }) {
  return (
    <>
      {SHOWN.map((group) => (
        <td key={group} class="number">
          {counts[group]}
        </td>
      ))}
    </>
  );
}
