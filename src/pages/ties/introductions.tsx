/** Asking somebody for an introduction by an e-mail that is drafted, and saying what came of it. */
import type { Ctx } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { idFrom } from '../../house/ids.ts';
import type { Language } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { addressOf } from '../../rooms/accounts/users.ts';
import type { PersonId } from '../../rooms/directory/person.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { addressesOfVia, askForIntroduction, findIntroduction, sayIntroduced } from '../../rooms/ties/introductions.ts';
import { endsOf, organizationEnd, pathsTo } from '../../rooms/ties/steps.ts';
import {
  INTRODUCTION_OUTCOMES,
  type Introduction,
  introductionDraft,
  mayTie,
  outcomeOfIntroduction,
} from '../../rooms/ties/tie.ts';
import { findEnd } from '../../rooms/ties/ties.ts';
import { Buttons, Form, Radios, TextArea, TextField } from '../../ui/form.tsx';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { reasonFor, viaOf } from './sentence.ts';

type Asking = { partner: Partner; personId: PersonId; name: string };

async function askingOf(visit: LibraryVisit): Promise<Asking> {
  const personId: PersonId = idFrom(visit.url.searchParams.get('via') ?? undefined);
  const { name } = await findEnd(visit.ctx, `person ${personId}`);
  return { partner: await partnerOf(visit), personId, name };
}

export const newIntroduction = libraryPage<Asking>({
  path: '/partners/:id/introductions/new',
  may: mayTie,
  load: askingOf,
  view: async (asked) => {
    const { ctx, found, again, to, house, language } = asked;
    const { partner, personId, name } = found;
    const { t } = language;
    const addresses = await addressesOfVia(ctx, personId);
    const back = to('/partners/:id/paths', { id: partner.id });
    return {
      title: t('ties.ask', { name }),
      trail: [...partnerTrail(asked, partner), { label: t('ties.paths_short'), href: back }],
      body: (
        <div class="narrow">
          {!house.mailIsSent && <p class="warning">{t('pitches.no_server')}</p>}
          {addresses.length === 0 && <p class="warning">{t('ties.nowhere', { name })}</p>}
          <Form again={again} initial={{ ...(await draftOf(ctx, found, language)), to: addresses[0]?.email }}>
            {addresses.length > 0 && (
              <Radios
                name="to"
                label={t('letters.which')}
                options={addresses.map(({ email }) => ({ value: email, label: email }))}
              />
            )}
            <TextField name="subject" label={t('letters.subject')} />
            <TextArea name="body" label={t('letters.body')} rows={12} />
            {addresses.length > 0 && (
              <Buttons save={house.mailIsSent ? t('pitches.send') : t('pitches.keep')} cancel={back} />
            )}
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { partner, personId }, fields, go, house }) => {
    const { to, ...words } = parse(introductionDraft, fields);
    const via = (await addressesOfVia(ctx, personId)).find(({ email }) => email === to);
    if (!via) throw new Invalid({ to: { key: 'error.choice' } });
    const answers = { own: await addressOf(ctx), mailbox: house.mailbox };
    await askForIntroduction(ctx, partner.id, { to: via, ...words, answers });
    const notice = house.mailIsSent ? 'notice.pitch_sent' : 'notice.pitch_kept';
    return go('/partners/:id/paths', { id: partner.id }).saying(notice);
  },
});

/** The text leaves the house, so only what the outside may know is in it. */
async function draftOf(ctx: Ctx, { partner, personId, name }: Asking, language: Language) {
  const { t } = language;
  const { paths } = await pathsTo(ctx, organizationEnd(partner.organization_id), 'outside');
  const path = paths.find((each) => viaOf(each) === `person ${personId}`);
  const reason = path && reasonFor(language, path, await endsOf(ctx, [path]));
  const parts = [
    t('ties.mail_hello', { name }),
    t('ties.mail_want', { library: ctx.library.name, partner: partner.name }),
    ...(reason ? [t('ties.mail_reason', { reason })] : []),
    t('ties.mail_ask', { email: (await addressOf(ctx)) ?? '' }),
    [ctx.actor.name, ctx.library.name].join('\n'),
  ];
  return { subject: t('ties.mail_subject', { partner: partner.name }), body: parts.join('\n\n') };
}

export const showIntroduction = libraryPage<Introduction>({
  path: '/introductions/:id',
  may: anyMember,
  maySubmit: mayTie,
  load: ({ ctx, id }) => findIntroduction(ctx, id()),
  view: (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    const { t, message, dayOf } = language;
    const back = to('/partners/:id/paths', { id: it.partner_id });
    const options = ['', ...INTRODUCTION_OUTCOMES].map((value) => ({
      value,
      label: message({ key: `ties.outcome_${value || 'open'}` }),
    }));
    return {
      title: t('ties.outcome'),
      trail: [
        ...partnerTrail(asked, { id: it.partner_id, name: it.partner }),
        { label: t('ties.paths_short'), href: back },
      ],
      body: (
        <div class="narrow">
          <p>{t('ties.asked', { who: it.who, person: it.person, day: dayOf(it.asked_at) })}</p>
          {!mayTie(ctx.actor) && <p>{message({ key: `ties.outcome_${it.outcome || 'open'}` })}</p>}
          {mayTie(ctx.actor) && (
            <Form again={again} initial={{ outcome: it.outcome }}>
              <Radios name="outcome" label={t('ties.outcome')} options={options} />
              <Buttons save={t('form.save')} cancel={back} />
            </Form>
          )}
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id, partner_id }, fields, go }) => {
    await sayIntroduced(ctx, id, parse(outcomeOfIntroduction, fields).outcome);
    return go('/partners/:id/paths', { id: partner_id }).saying('notice.saved');
  },
});
