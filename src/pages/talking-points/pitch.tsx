/** One pitch: what it says, to be taken along on paper or sent, how it was used, and what came of it. */
import { canTypeset } from '../../house/typeset/typeset.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { periodNow } from '../../rooms/officials/election-periods.ts';
import type { Scope } from '../../rooms/stories/story.ts';
import type { Pitch } from '../../rooms/talking-points/pitch.ts';
import { mayPitch } from '../../rooms/talking-points/pitch.ts';
import { usesOf } from '../../rooms/talking-points/pitch-uses.ts';
import { removePitch } from '../../rooms/talking-points/pitches.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Neutrality } from '../officials/neutrality.tsx';
import { partnerTrail } from '../partners/trail.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { FigureLines } from './figure-lines.tsx';
import { pitchOf } from './pitch-edit.tsx';
import { Uses } from './pitch-uses.tsx';
import { type TellingPoint, type Told, toldOf } from './told.ts';

export const showPitch = libraryPage<Pitch>({
  path: '/pitches/:id',
  may: anyMember,
  load: pitchOf,
  view: async (asked) => {
    const { ctx, found: pitch } = asked;
    const told = await toldOf(asked, pitch);
    return {
      title: pitch.ask,
      trail: partnerTrail(asked, { id: pitch.partner_id, name: pitch.partner }),
      actions: <Actions pitch={pitch} />,
      body: (
        <>
          {pitch.listener === 'elected_official' && <Neutrality period={await periodNow(ctx)} />}
          <Notes pitch={pitch} told={told} />
          <Telling pitch={pitch} told={told} library={ctx.library.name} />
          <Uses pitch={pitch} uses={await usesOf(ctx, pitch.id)} />
        </>
      ),
    };
  },
});

function Actions({ pitch: { id } }: { pitch: Pitch }) {
  const { t } = useLanguage();
  const at = { id };
  return (
    <>
      {canTypeset() && (
        <>
          <Link class="button" to="/pitches/:id/leave-behind.pdf" at={at}>
            {t('pitches.pdf')}
          </Link>
          <Link class="button low" to="/pitches/:id/leave-behind.pdf" at={{ id, paper: 'a4' }}>
            {t('brief.pdf_a4')}
          </Link>
        </>
      )}
      <Link class="button quiet-button" to="/pitches/:id/mail" at={at}>
        {t('pitches.mail')}
      </Link>
      <Link class="button quiet-button" to="/pitches/:id/uses/new" at={at}>
        {t('pitches.use')}
      </Link>
      <Link class="button low" to="/pitches/:id/edit" at={at}>
        {t('form.change')}
      </Link>
      <Press to="/pitches/:id/removal" at={at} label={t('interaction.remove')} />
    </>
  );
}

/** What whoever takes it along has to know first. */
function Notes({ pitch, told }: { pitch: Pitch; told: Told }) {
  const { t } = useLanguage();
  const stale = told.points.flatMap(({ figures }) => figures).filter((each) => each.stale);
  return (
    <div class="no-print">
      {stale.length > 0 && <p class="warning">{t('pitches.stale', { count: stale.length })}</p>}
      {pitch.story_id && !told.story && <p class="warning">{t('pitches.story_gone')}</p>}
      {told.gone > 0 && <p class="warning">{t('pitches.gone', { count: told.gone })}</p>}
      {told.website === '' && <p class="quiet">{t('pitches.no_website')}</p>}
      {!canTypeset() && <p class="quiet">{t('pitches.no_pdf')}</p>}
    </div>
  );
}

function Telling({ pitch, told, library }: { pitch: Pitch; told: Told; library: string }) {
  const { t } = told.language;
  return (
    <article class="narrow pitch" lang={told.locale}>
      <p class="on-paper">
        {[t('pitches.paper_title', { library, partner: pitch.partner }), told.contact.name, told.contact.email]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Said head={t('pitches.they_want_head')} text={pitch.they_want} />
      <Said head={t('pitches.we_give_head')} text={pitch.we_give} />
      <section class="part">
        <h2>{t('pitches.points_head')}</h2>
        {told.points.map((point) => (
          <Point key={point.id} point={point} />
        ))}
      </section>
      {told.story && (
        <section class="part">
          <h2>{t('pitches.story_head')}</h2>
          <h3>{told.story.title}</h3>
          <Prose text={told.story.text} />
          {told.story.name && <p>– {told.story.name}</p>}
          <Scopes scopes={told.story.scopes} />
        </section>
      )}
      <Said head={t('pitches.ask_head')} text={pitch.ask} />
    </article>
  );
}

/** Elsewhere it is left out by itself. */
function Scopes({ scopes }: { scopes: Scope[] }) {
  const { t, message, list } = useLanguage();
  const ways = scopes.map((scope) => message({ key: `stories.scope_${scope}` }));
  return <p class="quiet no-print">{t('pitches.story_ways', { ways: list(ways) })}</p>;
}

function Said({ head, text }: { head: string; text: string }) {
  if (text === '') return null;
  return (
    <section class="part">
      <h2>{head}</h2>
      <Prose text={text} />
    </section>
  );
}

function Point({ point }: { point: TellingPoint }) {
  return (
    <div class="point">
      <h3>{point.title}</h3>
      <p>{point.text}</p>
      <FigureLines lines={point.figures} />
    </div>
  );
}

export const pitchRemoval = libraryPage<Pitch>({
  path: '/pitches/:id/removal',
  may: mayPitch,
  load: pitchOf,
  view: ({ found: { id }, to }) => redirect(to('/pitches/:id', { id })),
  submit: async ({ ctx, found: { id, partner_id }, go }) => {
    const removal = await removePitch(ctx, id);
    return go('/partners/:id', { id: partner_id }).saying('notice.removed', { removal });
  },
});
