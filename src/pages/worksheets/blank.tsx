/** The form to print that belongs to no worksheet yet. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { libraryPage } from '../shell/page.ts';
import { PaperForm } from './paper-form.tsx';

export const blank = libraryPage({
  path: '/blank-worksheet',
  may: anyMember,
  view: ({ to, language: { t } }) => ({
    title: t('paper.title'),
    section: 'worksheets',
    body: (
      <div class="narrow">
        <h1>{t('paper.blank_link')}</h1>
        <p>{t('paper.blank_text')}</p>
        <PaperForm action={to('/blank-worksheet.pdf')} columns={2} />
      </div>
    ),
  }),
});
