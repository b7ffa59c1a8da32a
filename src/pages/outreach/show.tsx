/** One of what was said or done: how, when, with whom, in which words, and its files. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { attachmentOf } from '../../rooms/outreach/attachments.ts';
import type { Interaction } from '../../rooms/outreach/interaction.ts';
import { findInteraction } from '../../rooms/outreach/interactions.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Fact } from '../partners/facts.tsx';
import { partnerTrail } from '../partners/trail.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { AttachedFiles, handedOut } from './attached.tsx';

export const interactionOf = ({ ctx, id }: LibraryVisit) => findInteraction(ctx, id());

export const showInteraction = libraryPage({
  path: '/interactions/:id',
  may: anyMember,
  load: interactionOf,
  view: (visit) => {
    const { found: it, language } = visit;
    const { message, day } = language;
    const at = { id: it.id };
    const kind = message({ key: `interaction.kind_${it.kind}` });
    return {
      title: language.t('interaction.title', { kind, name: it.partners[0].name, day: day(it.happened_on) }),
      heading: it.summary || kind,
      trail: partnerTrail(visit, it.partners[0]),
      actions: (
        <>
          <Link class="button quiet-button" to="/interactions/:id/edit" at={at} about={it}>
            {language.t('form.change')}
          </Link>
          <Press to="/interactions/:id/removal" at={at} about={it} label={language.t('interaction.remove')} />
        </>
      ),
      body: <Shown it={it} />,
    };
  },
});

function Shown({ it }: { it: Interaction }) {
  const { t, message, day, number } = useLanguage();
  const { to } = useAround();
  return (
    <div class={it.audience === 'me' ? 'narrow no-print' : 'narrow'}>
      <dl class="facts">
        <Fact term={t('field.kind')} show>
          {message({ key: `interaction.kind_${it.kind}` })}
          {it.direction && it.direction !== 'both' && (
            <span class="quiet"> · {message({ key: `interaction.direction_${it.direction}` })}</span>
          )}
        </Fact>
        <Fact term={t('field.happened_on')} show>
          {day(it.happened_on)}
        </Fact>
        <Fact term={t('interaction.partners')} show>
          <Partners it={it} />
        </Fact>
        <Fact term={t('interaction.persons')} show={it.persons.length > 0}>
          <Persons it={it} />
        </Fact>
        <Fact term={t('interaction.members')} show>
          {[it.author, ...it.members.map(({ name }) => name)].join(' · ')}
        </Fact>
        <Fact term={t('field.advocacy_what')} show={it.advocacy_by !== null}>
          {message({ key: `interaction.advocacy_${it.advocacy_by ?? 'us'}` })}: {it.advocacy_what}
        </Fact>
        <Fact term={t('field.minutes')} show={it.minutes !== null}>
          {number(it.minutes ?? 0)}
        </Fact>
        <Fact term={t('field.people_reached')} show={it.people_reached !== null}>
          {number(it.people_reached ?? 0)}
        </Fact>
        <Fact term={t('interaction.from_mail')} show={it.mail_id !== null}>
          {it.mail_id && (
            <Link to="/mailbox/:id" at={{ id: it.mail_id }}>
              {t('interaction.see_mail')}
            </Link>
          )}
        </Fact>
        <Fact term={t('field.files')} show={it.files.length > 0}>
          <AttachedFiles
            files={it.files}
            address={(sha256) => to('/interactions/:id/files/:sha256', { id: it.id, sha256 })}
          />
        </Fact>
      </dl>
      {it.body && <Prose text={it.body} />}
      {it.audience === 'me' && <p class="private">{t('audience.me_mark')}</p>}
    </div>
  );
}

function Partners({ it }: { it: Interaction }) {
  const { to } = useAround();
  return (
    <>
      {it.partners.map(({ id, name }) => (
        <a class="block" key={id} href={to('/partners/:id', { id })}>
          {name}
        </a>
      ))}
    </>
  );
}

function Persons({ it }: { it: Interaction }) {
  const { to } = useAround();
  return (
    <>
      {it.persons.map(({ id, name }) => (
        <a class="block" key={id} href={to('/people/:id', { id })}>
          {name}
        </a>
      ))}
    </>
  );
}

const KEPT = 'private, max-age=31536000, immutable';

export const interactionFile = libraryPage({
  path: '/interactions/:id/files/:sha256',
  may: anyMember,
  load: async (visit) => attachmentOf(visit.ctx, await interactionOf(visit), visit.param('sha256')),
  view: ({ found }) => handedOut(found, KEPT),
});
