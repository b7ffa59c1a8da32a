/** Who looks after a partner, and who stands in. */
import { parse } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { careDraft, mayLog } from '../../rooms/partners/partner.ts';
import { changeCare, type Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form, type Option, Select } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { partnerOf } from './partner.ts';
import { partnerTrail } from './trail.ts';

export const care = libraryPage({
  path: '/partners/:id/care',
  may: mayLog,
  load: partnerOf,
  view: async (asked) => {
    const members = (await membersOf(asked.ctx)).map((member) => ({ value: member.id, label: member.name }));
    return {
      title: asked.language.t('care.title', { name: asked.found.name }),
      trail: partnerTrail(asked, asked.found),
      body: <Care asked={asked} members={members} />,
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeCare(ctx, id, parse(careDraft, fields));
    return go('/partners/:id', { id }).saying('notice.saved');
  },
});

function Care({
  asked: { again, found: partner, to },
  members,
}: {
  asked: LibraryViewing<Partner>;
  members: Option[];
}) {
  const { t } = useLanguage();
  const options = [{ value: '', label: t('filter.nobody') }, ...members];
  const labels = { owner_id: t('field.owner'), deputy_id: t('field.deputy') };
  return (
    <div class="narrow">
      <Form
        again={again}
        initial={{ owner_id: partner.owner_id ?? '', deputy_id: partner.deputy_id ?? '' }}
        version={partner.version}
        labels={labels}
        choices={Object.fromEntries(members.map(({ value, label }) => [value, label]))}
      >
        <Select name="owner_id" label={labels.owner_id} options={options} />
        <Select name="deputy_id" label={labels.deputy_id} options={options} />
        <Buttons save={t('form.save')} cancel={to('/partners/:id', { id: partner.id })} />
      </Form>
    </div>
  );
}
