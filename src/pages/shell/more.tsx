/** All there is, on one page: where "More" leads from the bar of a phone. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { useLanguage } from '../../ui/here.ts';
import { partsFor } from './head.tsx';
import type { Inside } from './inside.ts';
import { useAround } from './link.tsx';
import { libraryPage } from './page.ts';

export const more = libraryPage({
  path: '/more',
  may: anyMember,
  view: ({ ctx, to, may, language: { t } }) => ({
    title: t('nav.more'),
    body: <Parts inside={{ name: ctx.library.name, to, may: (path) => may(path), look: ctx.library }} />,
  }),
});

function Parts({ inside }: { inside: Inside }) {
  const { t } = useLanguage();
  const { to } = useAround();
  const own = [
    ['/account', t('nav.account')],
    ['/libraries', t('libraries.title')],
    ['/help', t('help.title')],
    ['/about', t('nav.about')],
  ] as const;
  return (
    <div class="parts">
      {partsFor(inside).map(({ label, places }) => (
        <PartList key={label} title={t(label)} links={places.map((each) => [to(each.path), t(each.label)])} />
      ))}
      <PartList title={t('nav.account')} links={own} />
    </div>
  );
}

type ListProps = { title: string; links: readonly (readonly [string, string])[] };

function PartList({ title, links }: ListProps) {
  return (
    <section>
      <h2>{title}</h2>
      <ul class="plain">
        {links.map(([href, label]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
