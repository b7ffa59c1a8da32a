/** Who has which part in an initiative. */
import { z } from 'zod';
import { found, Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import {
  type Initiative,
  type InitiativePartner,
  mayPlan,
  PARTS,
  partDraft,
} from '../../rooms/initiatives/initiative.ts';
import { joinInitiative, leaveInitiative, partnersIn } from '../../rooms/initiatives/initiative-partners.ts';
import { partnerCalled, partnerNames } from '../../rooms/partners/partner-list.ts';
import { Buttons, Form, Select, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { NamesKnown } from '../outreach/log.tsx';
import { redirect } from '../shell/landing.ts';
import { Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { initiativeOf, initiativeTrail } from './parts.tsx';

const added = partDraft.extend({ partner: z.string().trim().min(1, 'error.required').max(300) });

export const initiativePartners = libraryPage<Initiative>({
  path: '/initiatives/:id/partners',
  may: (actor) => mayPlan(actor),
  load: initiativeOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    const { t } = language;
    const partners = await partnersIn(ctx, it.id);
    return {
      title: t('initiatives.set_partners'),
      trail: initiativeTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('initiatives.partners_text')}</p>
          <Partners initiative={it} partners={partners} />
          <Form
            again={again}
            initial={{ part: partners.length === 0 ? 'lead' : 'does' }}
            labels={{ partner: t('initiatives.partner_name'), part: t('initiatives.part') }}
          >
            <h2>{t('initiatives.add_partner')}</h2>
            <TextField name="partner" label={t('initiatives.partner_name')} list="partners-known" autocomplete="off" />
            <NamesKnown names={(await partnerNames(ctx, '', [])).names} />
            <PartFields />
            <Buttons save={t('initiatives.add_partner')} cancel={to('/initiatives/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const { partner: name, ...part } = parse(added, fields);
    const partner = await partnerCalled(ctx, name);
    if (!partner) throw new Invalid({ partner: { key: 'error.who_of_partner', values: { name } } });
    await joinInitiative(ctx, id, partner, part);
    return go('/initiatives/:id/partners', { id }).saying('notice.saved');
  },
});

function PartFields() {
  const { t, message } = useLanguage();
  const parts = PARTS.map((part) => ({ value: part, label: message({ key: `initiatives.part_${part}` }) }));
  return (
    <>
      <Select name="part" label={t('initiatives.part')} options={parts} />
      <TextField name="what" label={t('initiatives.part_what')} optional />
    </>
  );
}

function Partners({ initiative: { id }, partners }: { initiative: Initiative; partners: InitiativePartner[] }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  return (
    <ul class="plain lines">
      {partners.map((partner) => (
        <li key={partner.id} class="with-acts">
          <div>
            <a href={to('/partners/:id', { id: partner.id })}>{partner.name}</a>{' '}
            {message({ key: `initiatives.part_${partner.part}` })}
            {partner.what && <span class="quiet block">{partner.what}</span>}
          </div>
          <div class="row-acts no-print">
            <a href={to('/initiatives/:id/partners/:partner', { id, partner: partner.id })}>{t('form.change')}</a>
          </div>
        </li>
      ))}
    </ul>
  );
}

type InIt = { it: Initiative; partner: InitiativePartner };

export const initiativePart = libraryPage<InIt>({
  path: '/initiatives/:id/partners/:partner',
  may: (actor) => mayPlan(actor),
  load: async (visit) => {
    const it = await initiativeOf(visit);
    const id = visit.id('partner');
    return { it, partner: found((await partnersIn(visit.ctx, it.id)).find((each) => each.id === id)) };
  },
  view: (asked) => {
    const { again, language } = asked;
    const { it, partner } = asked.found;
    return {
      title: language.t('initiatives.part_of', { name: partner.name }),
      trail: initiativeTrail(asked, it),
      body: <PartForm {...{ it, partner, again }} />,
    };
  },
  submit: async ({ ctx, found: { it, partner }, fields, go }) => {
    await joinInitiative(ctx, it.id, partner.id, parse(partDraft, fields));
    return go('/initiatives/:id', { id: it.id }).saying('notice.saved');
  },
});

function PartForm({ it, partner, again }: InIt & { again: Again | undefined }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <div class="narrow">
      <Form again={again} initial={{ part: partner.part, what: partner.what }}>
        <PartFields />
        <Buttons save={t('form.save')} cancel={to('/initiatives/:id', { id: it.id })} />
      </Form>
      <Press
        to="/initiatives/:id/partners/:partner/leave"
        at={{ id: it.id, partner: partner.id }}
        label={t('initiatives.take_out')}
        name={`${t('initiatives.take_out')}: ${partner.name}`}
      />
    </div>
  );
}

export const initiativeLeaving = libraryPage<Initiative>({
  path: '/initiatives/:id/partners/:partner/leave',
  may: (actor) => mayPlan(actor),
  load: initiativeOf,
  view: ({ found: { id }, to }) => redirect(to('/initiatives/:id/partners', { id })),
  submit: async ({ ctx, found: it, id, go }) => {
    const removal = await leaveInitiative(ctx, it.id, id('partner'));
    return go('/initiatives/:id', { id: it.id }).saying('notice.removed', { removal });
  },
});
