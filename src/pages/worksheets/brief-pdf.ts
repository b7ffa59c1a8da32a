/** The one page for whoever decides, as PDF. */
import { type Paper, typeset } from '../../house/typeset/typeset.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import type { Brief } from './brief.ts';

export function briefPdf(
  { ctx, language: { t, locale }, left }: LibraryVisit,
  brief: Brief,
  paper: Paper,
): Promise<Uint8Array<ArrayBuffer>> {
  const labels = {
    kind: t('brief.kind'),
    // Filled in by the template, which alone knows of how many it is one.
    page: t('brief.page', { page: '{page}', pages: '{pages}' }),
    overall: t('comparison.overall'),
    partner: t('field.partner'),
    figure: t('comparison.overall'),
    band: t('brief.band'),
    coverage: t('comparison.coverage'),
    differences: t('brief.differences'),
    no_differences: t('brief.no_differences'),
    disagreements: t('brief.disagreements'),
    no_disagreements: t('brief.no_disagreements'),
    unknown: t('brief.not_known'),
    no_unknown: t('brief.no_unknown'),
    comparison: t('brief.comparison'),
    decision: t('brief.decision'),
    no_decision: t('brief.no_decision'),
  };
  const template = 'pages/worksheets/brief.typ';
  const data = { ...brief, labels };
  return typeset({ template, locale, title: brief.purpose, paper, data, pages: 1, made: ctx.now.getTime() }, left);
}
