/** The six digits of the mail for a forgotten password, instead of its link. */
import { parse } from '../../../house/parse.ts';
import { codeEntry } from '../../../rooms/accounts/account.ts';
import { countTry } from '../../../rooms/accounts/tries.ts';
import { resetByCode } from '../../../rooms/accounts/users.ts';
import { hostPage } from '../../shell/page.ts';
import { triedFrom } from '../../shell/visit.ts';
import { CodeForm } from '../code-form.tsx';

export const passwordCode = hostPage({
  path: '/password-reset-code',
  view: ({ language: { t }, house: { mailIsSent }, url, again }) => {
    const [title, text] = mailIsSent
      ? [t('reset.code_title'), t('reset.code_text')]
      : [t('reset.code_title_no_mail'), t('reset.code_text_no_mail')];
    const wrong = url.searchParams.has('wrong');
    return { title, body: <CodeForm text={text} mailIsSent={mailIsSent} wrong={wrong} again={again} /> };
  },
  submit: async ({ fields, ...visit }) => {
    const given = parse(codeEntry, fields);
    await countTry(visit.host, 'code', { email: given.email, ...triedFrom(visit) });
    const reset = await resetByCode(visit.host, given);
    return reset ? visit.go('/password-reset/:token', reset) : visit.go('/password-reset-code', { wrong: 1 });
  },
});
