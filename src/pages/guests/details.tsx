/** What we know of a partner, as one of its people sees it: all right, or what is otherwise. */
import { parse } from '../../house/parse.ts';
import { ASKED, type Confirmation, detailsDraft, waits } from '../../rooms/outreach/confirmation.ts';
import { findConfirmation, type OwnFacts, ownFacts, sayDetails } from '../../rooms/outreach/confirmations.ts';
import { one } from '../../ui/field.ts';
import { TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { type GuestAsked, guestPage } from './guest-page.tsx';
import { Act } from './parts.tsx';

type Details = { confirmation: Confirmation; facts: OwnFacts };
type Asked = GuestAsked<Details>;

export const guestDetails = guestPage<Details>({
  purpose: 'details',
  load: async (ctx, link) => {
    const confirmation = await findConfirmation(ctx, link.subject_id);
    return { confirmation, facts: await ownFacts(ctx, confirmation) };
  },
  title: ({ about: { confirmation }, language: { t } }) => t('details.title', { name: confirmation.partner }),
  View: DetailsView,
  acts: {
    right: ({ ctx, about: { confirmation } }) => sayDetails(ctx, confirmation.id, null),
    correct: ({ ctx, about: { confirmation } }, fields) =>
      sayDetails(ctx, confirmation.id, { now: parse(detailsDraft, fields), shown: shownIn(fields) }),
  },
});

/** What the form was opened with, field by field. */
const shownIn = (fields: Values) => Object.fromEntries(ASKED.map((field) => [field, one(fields[`shown.${field}`])]));

function DetailsView(asked: Asked) {
  const { t, dayOf } = useLanguage();
  const { ctx, link, about } = asked;
  const { said_at } = about.confirmation;
  return (
    <>
      <p>{t('details.who_asks', { who: link.asker?.name ?? ctx.library.name, library: ctx.library.name })}</p>
      {said_at && (
        <p role="status">
          <strong>
            {waits(about.confirmation)
              ? t('details.thanks_otherwise', { day: dayOf(said_at) })
              : t('details.thanks', { day: dayOf(said_at) })}
          </strong>
        </p>
      )}
      <Known facts={about.facts} />
      <Answers {...asked} />
    </>
  );
}

function Known({ facts }: { facts: OwnFacts }) {
  const { t, message } = useLanguage();
  const rows = [
    ...ASKED.map((field) => [message({ key: `details.${field}` }), facts[field]] as const),
    [t('details.services'), facts.services.join('\n')] as const,
    [t('details.people'), facts.people.join('\n')] as const,
  ];
  return (
    <dl class="facts">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd class="prose">{value || <span class="quiet">{t('details.nothing')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

function Answers({ about: { confirmation, facts }, again }: Asked) {
  const { t } = useLanguage();
  const settled = confirmation.settled_at !== null && Object.keys(confirmation.corrections).length > 0;
  if (settled) return <p class="quiet">{t('details.taken_over')}</p>;
  const { services: _s, people: _p, ...own } = facts;
  const initial = { ...own, ...confirmation.corrections, remark: confirmation.remark };
  return (
    <>
      <Act act="right" label={t('details.right')} again={again} />
      <details class="card" open={again?.values.do === 'correct' || waits(confirmation)}>
        <summary>{t('details.otherwise')}</summary>
        <Act act="correct" label={t('details.send')} again={again} initial={initial} quiet>
          {ASKED.map((field) => (
            <input key={field} type="hidden" name={`shown.${field}`} value={facts[field]} />
          ))}
          <TextArea name="description" label={t('details.description')} rows={4} />
          <TextField name="website" type="url" label={t('details.website')} />
          <TextField name="email" type="email" label={t('details.email')} hint={t('details.email_hint')} />
          <TextArea name="phones" label={t('details.phones')} hint={t('details.lines')} rows={3} />
          <TextArea name="addresses" label={t('details.addresses')} hint={t('details.lines')} rows={3} />
          <TextArea name="remark" label={t('details.remark')} hint={t('details.remark_hint')} rows={4} />
        </Act>
      </details>
    </>
  );
}
