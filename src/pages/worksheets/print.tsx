/** Which of a worksheet's forms to print, and how. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { filledWith } from './on-paper.ts';
import { PaperForm } from './paper-form.tsx';
import { sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const print = libraryPage({
  path: '/worksheets/:id/print',
  may: anyMember,
  load: sheetOf,
  view: async (asked) => {
    const { found: sheet, language, to } = asked;
    const { t } = language;
    const columns = Math.min(4, sheet.partners.length);
    const at = { id: sheet.id };
    return {
      title: t('paper.print_link'),
      trail: worksheetTrail(asked, sheet),
      body: (
        <div class="narrow">
          <p>{sheet.purpose}</p>
          <h2>{t('paper.blank')}</h2>
          <PaperForm action={to('/worksheets/:id/blank.pdf', at)} columns={columns} />
          {(await filledWith(asked)) && (
            <>
              <h2>{t('paper.filled')}</h2>
              <PaperForm action={to('/worksheets/:id/filled.pdf', at)} columns={columns} />
            </>
          )}
          <p>
            <Link to="/worksheets/:id" at={at}>
              {t('form.back')}
            </Link>
          </p>
        </div>
      ),
    };
  },
});
