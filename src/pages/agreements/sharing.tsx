/** Sending an agreement to be read: to people of its partners, each by a link of their own, at which they comment. */
import { parse } from '../../house/parse.ts';
import { type Agreement, mayChangeAgreement } from '../../rooms/agreements/agreement.ts';
import {
  type Reachable,
  type Reader,
  reachableAt,
  readersDraft,
  readersOf,
  shareAgreement,
} from '../../rooms/agreements/readers.ts';
import { Buttons, Checkboxes, Form, TextArea } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { waysOf } from '../guests/ways.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { agreementOf, agreementTrail } from './parts.tsx';

export const agreementReaders = libraryPage<Agreement>({
  path: '/agreements/:id/readers',
  may: mayChangeAgreement,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it, again, house } = asked;
    const { t } = asked.language;
    const people = await reachableAt(
      ctx,
      it.partners.map(({ id }) => id),
    );
    const readers = await readersOf(ctx, it.id);
    return {
      title: t('agreements.share'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('agreements.share_text')}</p>
          {!house.mailIsSent && <p class="warning">{t('agreements.share_no_mail')}</p>}
          <Readers readers={readers} />
          {people.length === 0 ? (
            <p class="warning">{t('agreements.nobody_reachable')}</p>
          ) : (
            <Asking {...{ it, again, people, readers }} />
          )}
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: it, fields, go, house } = asked;
    const draft = parse(readersDraft, fields);
    const count = await shareAgreement(ctx, it.id, { ...draft, ways: waysOf(asked, ctx) });
    const notice = house.mailIsSent ? 'notice.agreement_shared' : 'notice.agreement_kept';
    return go('/agreements/:id', { id: it.id }).saying(notice, { count });
  },
});

type AskingProps = { it: Agreement; again: Again | undefined; people: Reachable[]; readers: Reader[] };

function Asking({ it, again, people, readers }: AskingProps) {
  const { t } = useLanguage();
  const { to } = useAround();
  const options = people.map(({ partner_id, person_id, name, title, email }) => ({
    value: `${partner_id} ${person_id}`,
    label: [name, title, it.partners.find(({ id }) => id === partner_id)?.name].filter(Boolean).join(', '),
    hint: email,
  }));
  // Whoever has a link is not written to again by mistake: the next mail ends the link before it.
  const waiting = it.partners.filter(
    ({ person_id }) => person_id && !readers.some((reader) => reader.person_id === person_id),
  );
  const signers = waiting.map(({ id, person_id }) => `${id} ${person_id}`);
  return (
    <Form again={again} initial={{ people: signers }}>
      <Checkboxes name="people" label={t('agreements.who_reads')} options={options} />
      <TextArea name="message" label={t('agreements.message')} rows={3} />
      <Buttons save={t('agreements.share')} cancel={to('/agreements/:id', { id: it.id })} />
    </Form>
  );
}

function Readers({ readers }: { readers: Reader[] }) {
  const { t, dayOf } = useLanguage();
  if (readers.length === 0) return null;
  return (
    <>
      <h2>{t('agreements.readers')}</h2>
      <ul class="plain lines">
        {readers.map(({ id, name, party, email, asked_at }) => (
          <li key={id}>
            {name}, {party} <span class="quiet">{[email, dayOf(asked_at)].join(' · ')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
