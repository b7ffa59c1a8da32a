/** The libraries one belongs to, for whoever belongs to several or none. */
import { membershipsOf } from '../../rooms/accounts/members.ts';
import { useLanguage } from '../../ui/here.ts';
import { personalPage } from '../shell/page.ts';

type Membership = Awaited<ReturnType<typeof membershipsOf>>[number];

export const libraries = personalPage({
  path: '/libraries',
  view: async ({ host, visitor, language: { t } }) => ({
    title: t('libraries.title'),
    body: <Libraries libraries={await membershipsOf(host, visitor.userId)} />,
  }),
});

function Libraries({ libraries }: { libraries: Membership[] }) {
  const { t, message } = useLanguage();
  return (
    <div class="narrow">
      {libraries.length === 0 && <p>{t('libraries.none')}</p>}
      <ul class="plain big-links">
        {libraries.map(({ slug, name, role }) => (
          <li key={slug}>
            <a href={`/l/${slug}`}>{name}</a> <span class="quiet">{message({ key: `role.${role}` })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
