/**
 * The six digits of the mail instead of its link. The page is the same for every address, so that nobody learns from it
 * who was written to.
 */
import { localeCalled } from '../../house/ctx.ts';
import { speak } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { codeEntry } from '../../rooms/accounts/account.ts';
import { enter, findLibrary } from '../../rooms/accounts/libraries.ts';
import { countTry } from '../../rooms/accounts/tries.ts';
import { tokenForCode } from '../../rooms/guests/guest-links.ts';
import { CodeForm } from '../accounts/code-form.tsx';
import { landing } from '../shell/landing.ts';
import { hostPage } from '../shell/page.ts';
import { triedFrom, type Visit } from '../shell/visit.ts';

export const guestCode = hostPage({
  path: '/l/:library/guest',
  load: async ({ host, param }: Visit) => enter(host, await findLibrary(host, param('library'))),
  view: ({ found: ctx, language, house: { mailIsSent }, url, again }) => {
    const chosen = localeCalled(url.searchParams.get('lang'));
    const shown = chosen ? speak(chosen, ctx.library.timeZone) : language;
    return {
      title: shown.t('guest.code_title'),
      guest: { library: ctx.library.name, language: shown },
      body: (
        <CodeForm
          text={shown.t('guest.code_text', { library: ctx.library.name })}
          mailIsSent={mailIsSent}
          wrong={url.searchParams.has('wrong')}
          again={again}
          cancel={null}
        />
      ),
    };
  },
  submit: async ({ found: ctx, fields, ...visit }) => {
    const given = parse(codeEntry, fields);
    const giveBack = await countTry(visit.host, 'code', { ...triedFrom(visit), email: given.email });
    const right = await tokenForCode(ctx, given);
    if (!right) return landing(`${visit.url.pathname}?wrong=1`);
    await giveBack();
    return landing(`/l/${ctx.library.slug}/guest/${right.purpose}/${right.token}`);
  },
});
