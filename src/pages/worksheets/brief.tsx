/** The one page for whoever decides, to be read, printed, or taken along as PDF or Word file. */
import { NotFound } from '../../house/errors.ts';
import type { MessageKey } from '../../house/messages.ts';
import { canTypeset } from '../../house/typeset/typeset.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { DOCX, fileName, PDF, sent } from '../shell/sent.ts';
import { type LibraryVisit, limit } from '../shell/visit.ts';
import { type Brief, briefOf } from './brief.ts';
import { briefDocx } from './brief-docx.ts';
import { briefPdf } from './brief-pdf.ts';
import { comparisonFor } from './comparison.ts';
import { paperOptions } from './on-paper.ts';
import { sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

/** Not there while the reader may not see the others' ratings. */
async function briefFor({ ctx, found: sheet, language }: LibraryVisit & { found: Worksheet }): Promise<Brief> {
  const compared = await comparisonFor(ctx, sheet);
  if (!compared) throw new NotFound();
  return briefOf({ ctx, language, sheet, compared });
}

export const brief = libraryPage({
  path: '/worksheets/:id/brief',
  may: anyMember,
  load: sheetOf,
  view: async (asked) => {
    const { found: sheet, language } = asked;
    return {
      title: sheet.purpose,
      trail: worksheetTrail(asked, sheet),
      actions: <Files id={sheet.id} />,
      body: <OnePage brief={await briefFor(asked)} />,
      beside: <p class="quiet">{language.t('brief.kind')}</p>,
    };
  },
});

export const briefFilePdf = libraryPage({
  path: '/worksheets/:id/brief.pdf',
  may: anyMember,
  load: sheetOf,
  type: PDF,
  view: async (asked) => {
    if (!canTypeset()) throw new NotFound();
    await limit(asked, 'files', asked.visitor.userId);
    const bytes = await briefPdf(asked, await briefFor(asked), paperOptions(asked, 2).paper);
    return sent(bytes, { name: fileName(asked.found.purpose, 'pdf'), type: PDF, inline: true });
  },
});

export const briefFileDocx = libraryPage({
  path: '/worksheets/:id/brief.docx',
  may: anyMember,
  load: sheetOf,
  type: DOCX,
  view: async (asked) => {
    await limit(asked, 'files', asked.visitor.userId);
    const bytes = await briefDocx(asked.language, await briefFor(asked), paperOptions(asked, 2).paper);
    return sent(bytes, { name: fileName(asked.found.purpose, 'docx'), type: DOCX });
  },
});

function Files({ id }: { id: string }) {
  const { t } = useLanguage();
  return (
    <>
      {canTypeset() && (
        <>
          <Link class="button" to="/worksheets/:id/brief.pdf" at={{ id }}>
            {t('brief.pdf')}
          </Link>
          <Link class="button low" to="/worksheets/:id/brief.pdf" at={{ id, paper: 'a4' }}>
            {t('brief.pdf_a4')}
          </Link>
        </>
      )}
      <Link class="button low" to="/worksheets/:id/brief.docx" at={{ id }} download>
        {t('brief.docx')}
      </Link>
    </>
  );
}

function OnePage({ brief }: { brief: Brief }) {
  const { t } = useLanguage();
  return (
    <article class="brief">
      {brief.decision && <Decided decision={brief.decision} />}
      {brief.decision && <h2>{t('brief.comparison')}</h2>}
      <p class="say">{brief.sentence}</p>
      <p>{brief.overall}</p>
      <Overall partners={brief.partners} />
      <Lines title="brief.differences" lines={brief.differences} none="brief.no_differences" />
      <Lines title="brief.disagreements" lines={brief.disagreements} none="brief.no_disagreements" />
      <Lines title="brief.not_known" lines={brief.unknown} none="brief.no_unknown" />
      {!brief.decision && (
        <>
          <h2>{t('brief.decision')}</h2>
          <p>{t('brief.no_decision')}</p>
        </>
      )}
      <p class="quiet">
        {brief.basis.join(' ')} {brief.library} · {brief.day}
      </p>
    </article>
  );
}

/** What was decided comes first: it is what is asked. */
function Decided({ decision: { chosen, reason, by } }: { decision: NonNullable<Brief['decision']> }) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t('brief.decision')}</h2>
      <p>
        <strong>{chosen}</strong>
      </p>
      <p>{reason}</p>
      <p class="quiet">{by}</p>
    </section>
  );
}

function Overall({ partners }: Pick<Brief, 'partners'>) {
  const { t } = useLanguage();
  return (
    <table class="dense">
      <thead>
        <tr>
          <th scope="col">{t('field.partner')}</th>
          <th scope="col" class="figure">
            {t('comparison.overall')}
          </th>
          <th scope="col">{t('brief.band')}</th>
          <th scope="col">{t('comparison.coverage')}</th>
        </tr>
      </thead>
      <tbody>
        {partners.map(({ name, figure, band, coverage }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="figure">{figure}</td>
            <td>{band}</td>
            <td>{coverage}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type LinesProps = { title: MessageKey; lines: string[]; none: MessageKey };

function Lines({ title, lines, none }: LinesProps) {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t(title)}</h2>
      {lines.length === 0 ? (
        <p>{t(none)}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}
