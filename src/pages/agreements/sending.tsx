/** Sending an agreement for signing: who signs, in which order, until when; taking it back, more time, asking again. */
import { today } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { longText, parse, requiredDay } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { type Agreement, mayBind } from '../../rooms/agreements/agreement.ts';
import { versionsIn } from '../../rooms/agreements/agreement-versions.ts';
import { commentsOf } from '../../rooms/agreements/comments.ts';
import { writtenOf } from '../../rooms/agreements/document/writing.ts';
import { reachableAt } from '../../rooms/agreements/readers.ts';
import { findSigning, type Signing } from '../../rooms/agreements/signing/pressing.ts';
import {
  askAgain,
  extendSigning,
  MOST_DAYS,
  openVersion,
  sendForSigning,
  withdrawSigning,
} from '../../rooms/agreements/signing/sending.ts';
import { mayBeAsked, sendingDraft } from '../../rooms/agreements/signing/signer.ts';
import { daysFrom } from '../../rooms/agreements/term.ts';
import { Buttons, Checkbox, Fold, Form, type Option, Select, TextArea, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../ui/here.ts';
import { doorsOf } from '../guests/ways.ts';
import { nested } from '../shell/form-body.ts';
import { redirect } from '../shell/landing.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { ChangedSince } from './document.tsx';
import { agreementOf, agreementTrail } from './parts.tsx';

/** As long as nobody says otherwise. */
const USUAL_DAYS = 30;

type Row = { name: string; label: string; options: Option[]; who: string; place: string; isSecond: boolean };

/** A row for each side, and one more for a side where two sign. */
async function rowsFor({ ctx, language: { t } }: LibraryVisit, it: Agreement): Promise<Row[]> {
  const people = await reachableAt(
    ctx,
    it.partners.map(({ id }) => id),
  );
  const members = (await membersOf(ctx)).filter(mayBeAsked);
  const nobody = { value: '', label: t('agreements.nobody_more') };
  const sides = it.partners.map(({ id, name, person_id }) => {
    const theirs = people.filter(({ partner_id }) => partner_id === id);
    return {
      label: name,
      place: '1',
      options: [
        nobody,
        ...theirs.map((each) => ({ value: `person ${id} ${each.person_id}`, label: `${each.name}, ${each.email}` })),
      ],
      who: theirs.some((each) => each.person_id === person_id) ? `person ${id} ${person_id}` : '',
    };
  });
  const ours = {
    ...{ label: ctx.library.name, place: '2', who: `member ${ctx.actor.id}` },
    options: [nobody, ...members.map(({ id, name }) => ({ value: `member ${id}`, label: name }))],
  };
  return [...sides, ours]
    .flatMap((side) => [
      { ...side, isSecond: false },
      { ...side, isSecond: true, who: '', label: t('agreements.second_signer', { name: side.label }) },
    ])
    .map((row, at) => ({ ...row, name: `signers.${at}` }));
}

export const agreementSigning = libraryPage<Agreement>({
  path: '/agreements/:id/signing',
  may: mayBind,
  load: agreementOf,
  instead: ({ found: it, to }) => it.open !== null && to('/agreements/:id', { id: it.id }),
  view: async (asked) => {
    const { ctx, found: it, again, house } = asked;
    const { t } = asked.language;
    const [last] =
      it.number === null ? [] : (await versionsIn(ctx, it.id)).filter(({ number }) => number === it.number);
    const { document, missing } = await writtenOf(ctx, it);
    const open = (await commentsOf(ctx, it.id)).filter(({ settled_at }) => !settled_at).length;
    return {
      title: t(it.number === null ? 'agreements.send' : 'agreements.send_amendment'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>
            {t('agreements.send_text')} {t('agreements.library_signs')}
          </p>
          {!house.mailIsSent && <p class="warning">{t('error.no_mail_signing')}</p>}
          {missing.length > 0 && (
            <p class="warning">{t('agreements.missing', { clauses: missing.map(({ title }) => title).join(' · ') })}</p>
          )}
          {last && <ChangedSince version={last} document={document} />}
          <Sending {...{ it, again, open }} rows={await rowsFor(asked, it)} />
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: it, fields, go, house } = asked;
    if (!house.mailIsSent) throw new Invalid({ form: { key: 'error.no_mail_signing' } });
    const draft = parse(sendingDraft, nested(fields));
    await sendForSigning(ctx, it.id, { ...draft, doors: doorsOf(asked, ctx) });
    return go('/agreements/:id', { id: it.id }).saying('notice.agreement_sent');
  },
});

type SendingProps = { it: Agreement; again: Again | undefined; open: number; rows: Row[] };
const PLACES = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));

function Sending({ it, again, open, rows }: SendingProps) {
  const { t } = useLanguage();
  const { to, ctx } = useAround();
  const initial: Values = {
    ...Object.fromEntries(
      rows.flatMap(({ name, who, place }) => [
        [`${name}.who`, who],
        [`${name}.place`, place],
      ]),
    ),
    ...{ sign_by: daysFrom(today(ctx), USUAL_DAYS), reason: '', unsettled: '' },
  };
  return (
    <Form again={again} initial={initial}>
      {it.number !== null && <TextArea name="reason" label={t('agreements.amend_reason')} rows={2} />}
      <h2>{t('agreements.who_signs')}</h2>
      <p class="quiet">{t('agreements.order_hint')}</p>
      {rows
        .filter(({ isSecond }) => !isSecond)
        .map((row) => (
          <SignerRow key={row.name} row={row} />
        ))}
      <Fold
        summary={t('agreements.more_signers')}
        names={rows.filter(({ isSecond }) => isSecond).map(({ name }) => `${name}.who`)}
      >
        {rows
          .filter(({ isSecond }) => isSecond)
          .map((row) => (
            <SignerRow key={row.name} row={row} />
          ))}
      </Fold>
      <TextField
        name="sign_by"
        type="date"
        label={t('agreements.sign_by')}
        hint={t('agreements.sign_by_hint', { days: MOST_DAYS })}
      />
      {open > 0 && <Checkbox name="unsettled" label={t('agreements.unsettled', { count: open })} />}
      <Buttons save={t('agreements.send')} cancel={to('/agreements/:id', { id: it.id })} />
    </Form>
  );
}

function SignerRow({ row: { name, label, options } }: { row: Row }) {
  const { t } = useLanguage();
  return (
    <fieldset class="row">
      <legend class="unseen">{label}</legend>
      <Select name={`${name}.who`} label={label} options={options} />
      <Select name={`${name}.place`} label={t('agreements.place')} options={PLACES} />
    </fieldset>
  );
}

export const agreementWithdrawal = libraryPage<Agreement>({
  path: '/agreements/:id/withdrawal',
  may: (actor, it) => mayBind(actor, it) && it.open !== null,
  load: agreementOf,
  view: (asked) => {
    const { found: it, again, to } = asked;
    const { t } = asked.language;
    return {
      title: t('agreements.withdraw'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('agreements.withdraw_text')}</p>
          <Form again={again} initial={{ why: '' }}>
            <TextArea name="why" label={t('agreements.withdraw_why')} rows={3} />
            <Buttons save={t('agreements.withdraw')} cancel={to('/agreements/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await withdrawSigning(ctx, id, parse(longText(1000), String(fields.why ?? '')));
    return go('/agreements/:id', { id }).saying('notice.agreement_withdrawn');
  },
});

export const agreementExtension = libraryPage<Agreement>({
  path: '/agreements/:id/extension',
  may: (actor, it) => mayBind(actor, it) && it.open !== null,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it, again, to } = asked;
    const { t } = asked.language;
    const open = await openVersion(ctx, it.id);
    return {
      title: t('agreements.extend'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('agreements.extend_text')}</p>
          <Form again={again} initial={{ sign_by: open?.sign_by ?? '' }}>
            <TextField
              name="sign_by"
              type="date"
              label={t('agreements.sign_by')}
              hint={t('agreements.sign_by_hint', { days: MOST_DAYS })}
            />
            <Buttons save={t('agreements.extend')} cancel={to('/agreements/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await extendSigning(ctx, id, parse(requiredDay, String(fields.sign_by ?? '')));
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});

type Asked = Pick<Signing, 'agreement' | 'signer'>;

export const signerAsking = libraryPage<Asked>({
  path: '/agreement-signers/:id/asking',
  may: (actor, { agreement }) => mayBind(actor, agreement),
  load: ({ ctx, id }) => findSigning(ctx, id()),
  view: ({ found: { agreement }, to }) => redirect(to('/agreements/:id', { id: agreement.id })),
  submit: async (asked) => {
    const {
      ctx,
      found: { agreement, signer },
      go,
    } = asked;
    await askAgain(ctx, signer.id, doorsOf(asked, ctx));
    return go('/agreements/:id', { id: agreement.id }).saying('notice.link_again');
  },
});
