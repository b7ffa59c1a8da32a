/** Talking points by the guide's advantages, for everybody or for one kind of listener, with figures of the library. */
import type { Ctx, Locale } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { advantages, talkingAudiences } from '../../rooms/guide/talking-points.ts';
import { pointIn, type TalkingPoint } from '../../rooms/talking-points/talking-point.ts';
import { talkingPoints } from '../../rooms/talking-points/talking-points.ts';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { Choice } from '../lists/choice.tsx';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { type FigureLine, figureLine, figuresByKey, isSaid } from './figure-line.ts';
import { FigureLines } from './figure-lines.tsx';

type Shown = { points: TalkingPoint[]; figures: Map<string, FigureLine>; audience: string; locale: Locale };

export const pointList = libraryPage({
  path: '/talking-points',
  may: anyMember,
  view: async (visit) => {
    const { t } = visit.language;
    return {
      title: t('points.title'),
      actions: (
        <>
          <Link class="button low" to="/talking-points/outcomes">
            {t('points.outcomes')}
          </Link>
          <Link class="button low" to="/library-figures">
            {t('figures.title')}
          </Link>
          <Link class="button" to="/talking-points/new">
            {t('points.add')}
          </Link>
        </>
      ),
      body: <Points {...(await shownTo(visit))} />,
    };
  },
});

async function shownTo({ ctx, url, language, to }: LibraryVisit): Promise<Shown> {
  const audience = url.searchParams.get('audience') ?? '';
  const wanted = localeOptions.find(({ value }) => value === url.searchParams.get('in'))?.value as Locale | undefined;
  const all = await talkingPoints(ctx);
  const points = audience ? all.filter((each) => each.audience === audience || each.audience === '') : all;
  return {
    points: audience ? withoutRepeats(points, audience) : points,
    figures: await linesByKey(ctx, { language, to }),
    audience,
    locale: wanted ?? language.locale,
  };
}

/** Of what is for everybody, that about which there is nothing for this audience. */
const withoutRepeats = (points: TalkingPoint[], audience: string) =>
  points.filter(
    (each) =>
      each.audience === audience ||
      !points.some((own) => own.audience === audience && own.advantage === each.advantage && !own.unused),
  );

export async function linesByKey(
  ctx: Ctx,
  words: Pick<LibraryVisit, 'language' | 'to'>,
): Promise<Map<string, FigureLine>> {
  const said = [...(await figuresByKey(ctx))].filter(([, figure]) => isSaid(figure));
  return new Map(said.map(([key, figure]) => [key, figureLine(ctx, figure, words)]));
}

function Points({ points, figures, audience, locale }: Shown) {
  const { t, words } = useLanguage();
  return (
    <>
      <p class="lead">{t('points.text')}</p>
      <Filters audience={audience} locale={locale} />
      {advantages
        .filter(({ key }) => points.some(({ advantage }) => advantage === key))
        .map(({ key, label }) => (
          <section class="part" key={key}>
            <h2>{words(label)}</h2>
            {points
              .filter(({ advantage }) => advantage === key)
              .map((point) => (
                <OnePoint key={point.id} point={point} figures={figures} locale={locale} />
              ))}
          </section>
        ))}
    </>
  );
}

function Filters({ audience, locale }: Pick<Shown, 'audience' | 'locale'>) {
  const { t, words } = useLanguage();
  const { to } = useAround();
  const audiences = talkingAudiences.map(({ key, label }) => ({ value: key, label: words(label) }));
  return (
    <form method="get" action={to('/talking-points')} class="filters one-line no-print" aria-label={t('filter.apply')}>
      <Choice name="audience" label={t('points.audience')} options={audiences} chosen={audience} />
      <Choice name="in" label={t('field.locale')} options={localeOptions} chosen={locale} />
      <button type="submit">{t('filter.apply')}</button>
    </form>
  );
}

type OneProps = { point: TalkingPoint; figures: Map<string, FigureLine>; locale: Locale };

export const audienceLabel = (audience: string) => talkingAudiences.find(({ key }) => key === audience)?.label ?? null;

function OnePoint({ point, figures, locale }: OneProps) {
  const { t, words } = useLanguage();
  const said = pointIn(point, locale);
  const about = audienceLabel(point.audience);
  const lines = point.figures.flatMap((key) => figures.get(key) ?? []);
  return (
    <article class={point.unused ? 'point faint' : 'point'}>
      <h3 lang={said.locale}>{said.title}</h3>
      <p lang={said.locale}>{said.text}</p>
      <FigureLines lines={lines} />
      <p class="quiet">
        {[
          about ? t('points.for', { audience: words(about) }) : t('points.for_all'),
          point.unused && t('points.unused'),
          point.changed && t('points.changed'),
          !point.builtIn && t('points.own'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <PointActions point={point} title={said.title} />
    </article>
  );
}

function PointActions({ point, title }: { point: TalkingPoint; title: string }) {
  const { t } = useLanguage();
  const at = { id: point.id };
  const leaving = point.unused ? t('points.take_in') : t('points.leave_out');
  return (
    <div class="buttons no-print">
      <Link class="button low" to="/talking-points/:id/edit" at={at}>
        {t('form.change')}
        <span class="unseen"> {title}</span>
      </Link>
      <Press to="/talking-points/:id/use" at={at} label={leaving} name={`${leaving}: ${title}`} />
      {point.changed && <Press to="/talking-points/:id/removal" at={at} label={t('points.reset')} />}
      {!point.builtIn && (
        <Press
          to="/talking-points/:id/removal"
          at={at}
          label={t('interaction.remove')}
          name={`${t('interaction.remove')}: ${title}`}
        />
      )}
    </div>
  );
}
