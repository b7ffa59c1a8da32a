/** The form to print that belongs to no worksheet yet. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { libraryPage } from '../shell/page.ts';
import { PaperForm } from './paper-form.tsx';

export const blank = libraryPage({
  path: '/blank-worksheet',
  may: anyMember,
  view: ({ to, language: { t } }) => ({
    title: t('paper.blank_link'),
    body: (
      <div class="narrow">
        <p>{t('paper.blank_text')}</p>
        <PaperForm action={to('/blank-worksheet.pdf')} columns={2} />
      </div>
    ),
  }),
});
