/** The 23 kinds of partner: how many of which stage, zeros included, with the guide's examples as what to look for. */
import { parse } from '../../../house/parse.ts';
import { anyMember } from '../../../rooms/accounts/account.ts';
import { mayEditSectors, sectorDraft } from '../../../rooms/directory/organization.ts';
import { addSector, sectorsOf } from '../../../rooms/directory/sectors.ts';
import { countBySector } from '../../../rooms/partners/partner-list.ts';
import { CreditLine } from '../../../ui/bits.tsx';
import { Buttons, Form, TextField } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { Link, useAround } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';
import { living, SectorItem } from './item.tsx';

export const sectors = libraryPage({
  path: '/sectors',
  may: anyMember,
  maySubmit: mayEditSectors,
  view: async ({ ctx, language: { t }, again }) => {
    const sectors = await sectorsOf(ctx);
    const counts = await countBySector(ctx);
    const countsOf = ({ key }: { key: string }) => counts.get(key) ?? {};
    const empty = sectors.filter((sector) => living(countsOf(sector)) === 0).length;
    return {
      title: t('nav.sectors'),
      glyphs: true,
      body: (
        <>
          <p>
            {t('sectors.text', { empty, total: sectors.length })} <Link to="/gaps">{t('gaps.link')}</Link>
          </p>
          <ol class="plain sectors">
            {sectors.map((sector) => (
              <SectorItem key={sector.key} sector={sector} counts={countsOf(sector)} />
            ))}
          </ol>
          <Adding again={again} />
          <CreditLine />
        </>
      ),
    };
  },
  submit: async ({ ctx, fields, go }) => {
    await addSector(ctx, parse(sectorDraft, fields));
    return go('/sectors').saying('notice.saved');
  },
});

function Adding({ again }: { again: Again | undefined }) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may('/sectors', undefined, 'submit')) return null;
  return (
    <section class="narrow no-print">
      <h2>{t('sectors.add')}</h2>
      <Form again={again}>
        <TextField name="label" label={t('field.sector_label')} hint={t('sectors.add_hint')} />
        <Buttons save={t('sectors.add')} />
      </Form>
    </section>
  );
}
