/**
 * The quick way to write down what happened, from anywhere: with which partner, and what. A name is enough to say which
 * one; where several have it, the page asks.
 */
import { z } from 'zod';
import { today } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { remarkDraft } from '../../rooms/outreach/interaction.ts';
import { addRemark } from '../../rooms/outreach/interactions.ts';
import { mayLog, type PartnerId } from '../../rooms/partners/partner.ts';
import { type PartnerName, partnerNames, partnersCalled } from '../../rooms/partners/partner-list.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Form, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { draftOf } from '../shell/visit.ts';
import { RemarkFields } from './remark-fields.tsx';

export const log = libraryPage({
  path: '/interactions/new',
  may: mayLog,
  drafts: true,
  view: async (asked) => ({
    title: asked.language.t('log.title'),
    islands: ['draft'],
    body: <Log asked={asked} called={await calledSo(asked)} names={(await partnerNames(asked.ctx, '', [])).names} />,
  }),
  submit: async ({ ctx, fields, go }) => {
    const { partner_id, partner, audience = 'library', ...said } = fields;
    const { partner: name, ...draft } = parse(logDraft, { ...said, audience, partner });
    const id = await meant(ctx, one(partner_id), name);
    await addRemark(ctx, id, draft);
    return go('/partners/:id', { id }).saying('notice.note_saved');
  },
});

/** What is missing is said all at once. */
const logDraft = remarkDraft.extend({ partner: z.string('error.log_partner').trim().min(1, 'error.log_partner') });

/** The partner that was chosen or named; throws Invalid where that is none, or not only one. */
async function meant(ctx: LibraryVisit['ctx'], id: string, name: string): Promise<PartnerId> {
  const called = await partnersCalled(ctx, name);
  const chosen = called.find((each) => each.id === id) ?? (called.length === 1 ? called[0] : undefined);
  if (chosen) return chosen.id;
  throw new Invalid(
    called.length === 0
      ? { partner: { key: 'error.log_nobody', values: { name } } }
      : { partner_id: { key: 'error.log_several' } },
  );
}

/** Those that what was typed may mean, where it was not only one. */
async function calledSo({ ctx, again }: LibraryViewing): Promise<PartnerName[]> {
  if (!again?.errors.partner_id) return [];
  return partnersCalled(ctx, one(again.values.partner));
}

type Props = { asked: LibraryViewing; called: PartnerName[]; names: PartnerName[] };

function Log({ asked, called, names }: Props) {
  const { t } = useLanguage();
  const { again, ctx, to } = asked;
  const options = called.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div class="narrow">
      <Form
        again={again}
        initial={{ audience: 'library', happened_on: today(ctx) }}
        island="draft"
        draft={draftOf(asked)}
      >
        <TextField name="partner" label={t('field.log_partner')} list="partners-known" autocomplete="off" />
        <NamesKnown names={names} />
        {options.length > 0 && <Radios name="partner_id" label={t('field.log_which')} options={options} />}
        <RemarkFields />
        <Buttons save={t('note.save')} cancel={to('')} />
      </Form>
    </div>
  );
}

/** Suggestions for a field of partners, as browsers show them. */
export function NamesKnown({ names }: { names: PartnerName[] }) {
  return (
    <datalist id="partners-known">
      {names.map(({ id, name }) => (
        <option key={id} value={name} />
      ))}
    </datalist>
  );
}
