/** Who speaks for each side in a proposal, what each hopes to get, and whether it says it got it. */
import { optionalId, parse } from '../../house/parse.ts';
import { mayPropose, type Proposal } from '../../rooms/agreements/proposal.ts';
import { setSpeaker } from '../../rooms/agreements/proposals.ts';
import { GOT, gotDraft, hopeText, type Reward } from '../../rooms/agreements/reward.ts';
import { type AskedReward, findRewardAnswer, rewardsOf, sayGot, setHopes } from '../../rooms/agreements/rewards.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Form, Radios, Select, TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { proposalOf, proposalTrail } from './parts.tsx';
import { peopleOf, type TheirPeople } from './people.ts';

const speaker = optionalId<'persons'>();

export const proposalSides = libraryPage<Proposal>({
  path: '/proposals/:id/sides',
  may: (actor) => mayPropose(actor),
  load: proposalOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    const { t } = language;
    const rewards = await rewardsOf(ctx, it.id);
    const sides = await peopleOf(ctx, it);
    const hopes = Object.fromEntries(rewards.map(({ partner_id, hope }) => [`hope-${partner_id ?? 'library'}`, hope]));
    const speakers = Object.fromEntries(it.partners.map(({ id, person_id }) => [`speaker-${id}`, person_id ?? '']));
    return {
      title: t('sides.title'),
      trail: proposalTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('sides.text')}</p>
          <Form again={again} initial={{ ...hopes, ...speakers }}>
            {Object.entries({ ...hopes, ...speakers }).map(([name, value]) => (
              <input key={name} type="hidden" name={`was-${name}`} value={value} />
            ))}
            <TextArea name="hope-library" label={t('sides.our_hope')} rows={2} optional />
            {sides.map((side) => (
              <Side key={side.partner.id} side={side} />
            ))}
            <Buttons save={t('form.save')} cancel={to('/proposals/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: it, fields, go }) => {
    const changed = (name: string) => name in fields && one(fields[name]) !== one(fields[`was-${name}`]);
    const sides = [null, ...it.partners.map(({ id }) => id)];
    const hopes = sides
      .map((partner) => ({ partner, name: `hope-${partner ?? 'library'}` }))
      .filter(({ name }) => changed(name))
      .map(({ partner, name }) => ({ partner, hope: parse(hopeText, one(fields[name])) }));
    await setHopes(ctx, it.id, hopes);
    for (const { id } of it.partners.filter(({ id }) => changed(`speaker-${id}`)))
      await setSpeaker(ctx, it.id, { partner: id, person: parse(speaker, one(fields[`speaker-${id}`])) });
    return go('/proposals/:id', { id: it.id }).saying('notice.saved');
  },
});

function Side({ side: { partner, people } }: { side: TheirPeople }) {
  const { t } = useLanguage();
  return (
    <fieldset class="card">
      <legend>{partner.name}</legend>
      <Select
        name={`speaker-${partner.id}`}
        label={t('sides.speaker')}
        hint={people.length === 0 ? t('sides.no_people') : t('sides.speaker_hint')}
        options={[{ value: '', label: t('proposals.nobody') }, ...people]}
      />
      <TextArea name={`hope-${partner.id}`} label={t('sides.their_hope')} rows={2} optional />
    </fieldset>
  );
}

/** What each side hopes for, and what it said, year by year. */
export function Rewards({ it, rewards }: { it: Proposal; rewards: Reward[] }) {
  const { t, message, day } = useLanguage();
  const { ctx } = useAround();
  return (
    <section class="part">
      <h2>{t('sides.rewards')}</h2>
      {rewards.length === 0 && <p>{t('sides.none')}</p>}
      <ul class="plain lines">
        {rewards.map(({ id, partner, hope, answers }) => (
          <li key={id}>
            <strong>{partner ?? ctx.library.name}</strong>: {hope}
            {answers.map((answer) => (
              <span class="quiet block" key={answer.id}>
                {t('sides.asked', { day: day(answer.asked_on) })}{' '}
                {answer.got ? (
                  [message({ key: `sides.got_${answer.got}` }), answer.words, answer.said_by]
                    .filter(Boolean)
                    .join(' · ')
                ) : (
                  <Link to="/reward-answers/:id" at={{ id: answer.id }}>
                    {t('sides.note')}
                  </Link>
                )}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p class="no-print">
        <Link to="/proposals/:id/sides" at={{ id: it.id }} about={it}>
          {t('sides.title')}
        </Link>
      </p>
    </section>
  );
}

export const rewardAnswer = libraryPage<AskedReward>({
  path: '/reward-answers/:id',
  may: (actor) => mayPropose(actor),
  load: ({ ctx, id }) => findRewardAnswer(ctx, id()),
  view: (asked) => {
    const { found, again, to, language } = asked;
    const { t } = language;
    return {
      title: t('sides.question'),
      trail: proposalTrail(asked, found.proposal),
      body: (
        <div class="narrow">
          <p>
            <strong>{found.reward.partner ?? asked.ctx.library.name}</strong>: {found.reward.hope}
          </p>
          {found.reward.partner && <p class="quiet">{t('sides.note_text')}</p>}
          <Form again={again} initial={{ got: found.answer.got ?? '', words: found.answer.words }}>
            <GotFields />
            <Buttons save={t('form.save')} cancel={to('/proposals/:id', { id: found.proposal.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id, proposal }, fields, go }) => {
    await sayGot(ctx, id, parse(gotDraft, fields));
    return go('/proposals/:id', { id: proposal.id }).saying('notice.saved');
  },
});

export function GotFields() {
  const { t, message } = useLanguage();
  const options = GOT.map((got) => ({ value: got, label: message({ key: `sides.got_${got}` }) }));
  return (
    <>
      <Radios name="got" label={t('sides.question')} options={options} />
      <TextArea name="words" label={t('sides.words')} rows={3} optional />
    </>
  );
}
