/** What a partner said of itself beside what we know: what is chosen is taken over, the rest is typed by hand. */
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { ASKED, type Confirmation, maySettle, settleDraft, TAKEN, waits } from '../../rooms/outreach/confirmation.ts';
import {
  endConfirmationLinks,
  findConfirmation,
  type OwnFacts,
  ownFacts,
  settleConfirmation,
} from '../../rooms/outreach/confirmations.ts';
import { Prose } from '../../ui/bits.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerTrail } from '../partners/trail.ts';
import { redirect } from '../shell/landing.ts';
import { Link, useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';

export const showConfirmation = libraryPage({
  path: '/confirmations/:id',
  may: anyMember,
  maySubmit: maySettle,
  load: ({ ctx, id }) => findConfirmation(ctx, id()),
  view: async (asked) => {
    const { found: it, language } = asked;
    return {
      title: language.t('confirmations.title', { name: it.partner }),
      trail: partnerTrail(asked, { id: it.partner_id, name: it.partner }),
      body: <Compare asked={asked} facts={await ownFacts(asked.ctx, it)} />,
    };
  },
  submit: async ({ ctx, found: it, fields, go }) => {
    await settleConfirmation(ctx, it.id, parse(settleDraft, fields));
    return go('/partners/:id/facts', { id: it.partner_id }).saying('notice.saved');
  },
});

/** Ends the link that went out. */
export const confirmationLinkEnd = libraryPage({
  path: '/confirmations/:id/links/end',
  may: maySettle,
  load: ({ ctx, id }) => findConfirmation(ctx, id()),
  view: ({ found: { id }, to }) => redirect(to('/confirmations/:id', { id })),
  submit: async ({ ctx, found: it, go }) => {
    await endConfirmationLinks(ctx, it.partner_id);
    return go('/partners/:id/facts', { id: it.partner_id }).saying('notice.link_ended');
  },
});

type Props = { asked: LibraryViewing<Confirmation>; facts: OwnFacts };

function Compare({ asked: { found: it, again }, facts }: Props) {
  const { t, dayOf } = useLanguage();
  const { may } = useAround();
  const open = waits(it) && may('/confirmations/:id', it, 'submit');
  const differing = ASKED.filter((field) => field in it.corrections);
  return (
    <>
      <p class="quiet">
        {it.said_at
          ? t('confirmations.said', { name: it.person, day: dayOf(it.said_at) })
          : t('confirmations.asked', { name: it.person, day: dayOf(it.asked_at) })}
      </p>
      <Form again={again}>
        {it.said_at && <input type="hidden" name="said_at" value={it.said_at.toISOString()} />}
        {differing.length > 0 && (
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t('confirmations.what')}</th>
                <th scope="col">{t('confirmations.ours')}</th>
                <th scope="col">{t('confirmations.theirs')}</th>
                {open && <th scope="col">{t('confirmations.take')}</th>}
              </tr>
            </thead>
            <tbody>
              {differing.map((field) => (
                <Differing key={field} it={it} field={field} ours={facts[field]} open={open} />
              ))}
            </tbody>
          </table>
        )}
        {it.remark && (
          <>
            <h2>{t('details.remark')}</h2>
            <Prose text={it.remark} />
          </>
        )}
        {open && (
          <>
            <p class="hint">
              {t('confirmations.by_hand')}{' '}
              <Link to="/partners/:id/edit" at={{ id: it.partner_id }}>
                {t('partners.edit_short')}
              </Link>
            </p>
            <Buttons save={t('confirmations.settle')} />
          </>
        )}
      </Form>
      {it.settled_at && <p>{t('confirmations.settled', { day: dayOf(it.settled_at) })}</p>}
    </>
  );
}

type DifferingProps = { it: Confirmation; field: (typeof ASKED)[number]; ours: string; open: boolean };

function Differing({ it, field, ours, open }: DifferingProps) {
  const { t, message } = useLanguage();
  return (
    <tr>
      <th scope="row">{message({ key: `details.${field}` })}</th>
      <td class="prose" data-label={t('confirmations.ours')}>
        {ours}
      </td>
      <td class="prose" data-label={t('confirmations.theirs')}>
        {it.corrections[field]}
      </td>
      {open && (
        <td data-label={t('confirmations.take')}>
          <Take field={field} />
        </td>
      )}
    </tr>
  );
}

/** Chosen beforehand, as whoever is asked about themselves knows best. */
function Take({ field }: { field: (typeof ASKED)[number] }) {
  const { t, message } = useLanguage();
  if (!(TAKEN as readonly string[]).includes(field)) return <span class="quiet">{t('confirmations.type_it')}</span>;
  return (
    <label class="choice">
      <input type="checkbox" name="take" value={field} checked />
      <span class="unseen">{message({ key: `details.${field}` })}</span>
    </label>
  );
}
