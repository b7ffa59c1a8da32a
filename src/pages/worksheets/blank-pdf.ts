/** The form with the guide's own factors, on paper. */
import { found } from '../../house/errors.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { factorSetsOf, factorsOfVersion } from '../../rooms/worksheets/factor-sets.ts';
import { libraryPage } from '../shell/page.ts';
import { limit } from '../shell/visit.ts';
import { EMPTY, paperOptions, sendPdf } from './on-paper.ts';
import { worksheetPdf } from './worksheet-pdf.ts';

export const blankPdf = libraryPage({
  path: '/blank-worksheet.pdf',
  may: anyMember,
  view: async (asked) => {
    await limit(asked, 'files', asked.visitor.userId);
    const { ctx, house, language, to } = asked;
    const set = (await factorSetsOf(ctx)).find((each) => each.builtIn);
    const options = paperOptions(asked, 2);
    const paper = {
      ...EMPTY,
      purpose: null,
      library: ctx.library.name,
      partners: Array.from({ length: options.columns }, () => null),
      factors: await factorsOfVersion(ctx, found(set).versionId),
      address: house.baseUrl + to('/worksheets'),
    };
    return sendPdf('worksheet', await worksheetPdf(language, paper, options));
  },
});
