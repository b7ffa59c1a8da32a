/**
 * Writing down what happened, in half a minute: how, one line, and save. From anywhere a name is enough to say with
 * which partner; where several have it, the page asks. From a partner's page it is known.
 */
import { type Ctx, today } from '../../house/ctx.ts';
import { findOrganization } from '../../rooms/directory/organizations.ts';
import { periodNow } from '../../rooms/officials/election-periods.ts';
import type { ElectionPeriod } from '../../rooms/officials/official.ts';
import type { NewAttachment } from '../../rooms/outreach/attachments.ts';
import { logInteraction } from '../../rooms/outreach/interactions.ts';
import { mayLog, type PartnerId } from '../../rooms/partners/partner.ts';
import { type PartnerName, partnerNames } from '../../rooms/partners/partner-list.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Neutrality } from '../officials/neutrality.tsx';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { type LibraryViewing, libraryPage, type Submitting } from '../shell/page.ts';
import { draftOf, type LibraryVisit } from '../shell/visit.ts';
import { LogFields, type Part } from './log-fields.tsx';
import { attachments, calledSo, partIn, setNext, toLog } from './taking.ts';

type Sent<F> = Submitting<LibraryVisit, F, NewAttachment[]>;

async function keep<F>({ ctx, fields, brought, go }: Sent<F>, fixed?: PartnerId) {
  const draft = await toLog(ctx, fields, fixed);
  const { next: _, ...told } = draft;
  await logInteraction(ctx, { ...told, files: brought ?? [] });
  await setNext(ctx, draft);
  return go('/partners/:id', { id: draft.partners[0] as PartnerId }).saying('notice.logged');
}

export const log = libraryPage<undefined, NewAttachment[]>({
  path: '/interactions/new',
  may: mayLog,
  drafts: true,
  view: async (asked) => {
    const { ctx, again, language } = asked;
    const called = again?.errors.partner_id ? await calledSo(ctx, again.values) : [];
    const { names } = await partnerNames(ctx, '', []);
    return {
      title: language.t('log.title'),
      islands: ['draft'],
      body: (
        <Log asked={asked} part={await partIn(ctx, null)} back={asked.to('')}>
          <Which called={called} names={names} />
        </Log>
      ),
    };
  },
  files: attachments,
  submit: (sent) => keep(sent),
});

export const logWith = libraryPage<Partner, NewAttachment[]>({
  path: '/partners/:id/interactions/new',
  may: mayLog,
  load: partnerOf,
  drafts: true,
  view: async (asked) => {
    const { ctx, found: partner, language } = asked;
    return {
      title: language.t('log.title_with', { name: partner.name }),
      trail: partnerTrail(asked, partner),
      islands: ['draft'],
      body: (
        <>
          <Neutrality period={await mindedWith(ctx, partner)} />
          <Log asked={asked} part={await partIn(ctx, partner)} back={asked.to('/partners/:id', { id: partner.id })} />
        </>
      ),
    };
  },
  files: attachments,
  submit: (sent) => keep(sent, sent.found.id),
});

/** With those who govern, while an election period is on. */
async function mindedWith(ctx: Ctx, { organization_id }: Partner): Promise<ElectionPeriod | null> {
  const period = await periodNow(ctx);
  if (!period) return null;
  return (await findOrganization(ctx, organization_id)).sectors.includes('government') ? period : null;
}

type Props = {
  asked: LibraryViewing<unknown>;
  part: Part;
  /** Where one goes who writes nothing. */
  back: string;
  children?: preact.ComponentChildren;
};

function Log({ asked, part, back, children }: Props) {
  const { t } = useLanguage();
  const { again, ctx } = asked;
  return (
    <div class="narrow">
      <Form
        again={again}
        initial={{ audience: 'library', happened_on: today(ctx) }}
        island="draft"
        draft={draftOf(asked)}
        files
      >
        {children}
        <LogFields {...part} nextStep />
        <Buttons save={t('log.save')} cancel={back} />
      </Form>
    </div>
  );
}

/** Which partner: a name is enough. */
export function Which({ called, names }: { called: PartnerName[]; names: PartnerName[] }) {
  const { t } = useLanguage();
  const options = called.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField name="partner" label={t('field.log_partner')} list="partners-known" autocomplete="off" />
      <NamesKnown names={names} />
      {options.length > 0 && <Radios name="partner_id" label={t('field.log_which')} options={options} />}
    </>
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
