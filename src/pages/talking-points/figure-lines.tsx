/** Figures below what they are about. */
import { useLanguage } from '../../ui/here.ts';
import type { FigureLine } from './figure-line.ts';

export function FigureLines({ lines }: { lines: FigureLine[] }) {
  const { t } = useLanguage();
  if (lines.length === 0) return null;
  return (
    <ul class="plain figures-said">
      {lines.map(({ key, value, says, source, stale, page }) => (
        <li key={key}>
          {page ? (
            <a class="figure" href={page}>
              {value}
            </a>
          ) : (
            <span class="figure">{value}</span>
          )}{' '}
          {says} <span class="quiet">({source})</span>
          {stale && <strong class="stale"> {t('figures.stale')}</strong>}
        </li>
      ))}
    </ul>
  );
}
