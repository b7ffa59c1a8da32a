/** Talking points by the guide's advantages, for everybody or for one kind of listener, with figures of the library. */
import type { Ctx, Locale } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { advantages, listeners } from '../../rooms/guide/talking-points.ts';
import { pointIn, type TalkingPoint } from '../../rooms/talking-points/talking-point.ts';
import { talkingPoints } from '../../rooms/talking-points/talking-points.ts';
import { WithActs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { type FigureLine, figureLine, figuresByKey, isSaid } from './figure-line.ts';
import { FigureLines } from './figure-lines.tsx';

/** What the list is narrowed to: kept, so that a change leads back to it. */
type Seen = { listener: string; in: Locale };
/** Back to where somebody was who changed a point. */
export const backToPoint = ({ url, to }: Pick<LibraryVisit, 'url' | 'to'>, id: string): string => {
  const seen = ['listener', 'in'].flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [[name, value]] : [];
  });
  return `${to('/talking-points', Object.fromEntries(seen))}#point-${id}`;
};

type Shown = { points: TalkingPoint[]; figures: Map<string, FigureLine>; listener: string; locale: Locale };

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

/** Those for each listener, one below the other. */
const EVERY = 'all';

async function shownTo({ ctx, url, language, to }: LibraryVisit): Promise<Shown> {
  const listener = url.searchParams.get('listener') ?? '';
  const every = listener === EVERY;
  const wanted = localeOptions.find(({ value }) => value === url.searchParams.get('in'))?.value as Locale | undefined;
  const all = await talkingPoints(ctx);
  const points = every ? all : all.filter((each) => each.listener === listener || each.listener === '');
  return {
    points: listener && !every ? withoutRepeats(points, listener) : points,
    figures: await linesByKey(ctx, { language, to }),
    listener,
    locale: wanted ?? language.locale,
  };
}

/** Of what is for everybody, that about which there is nothing for this listener. */
const withoutRepeats = (points: TalkingPoint[], listener: string) =>
  points.filter(
    (each) =>
      each.listener === listener ||
      !points.some((own) => own.listener === listener && own.advantage === each.advantage && !own.unused),
  );

export async function linesByKey(
  ctx: Ctx,
  words: Pick<LibraryVisit, 'language' | 'to'>,
): Promise<Map<string, FigureLine>> {
  const said = [...(await figuresByKey(ctx))].filter(([, figure]) => isSaid(figure));
  return new Map(said.map(([key, figure]) => [key, figureLine(ctx, figure, words)]));
}

function Points({ points, figures, listener, locale }: Shown) {
  const { t, words } = useLanguage();
  return (
    <>
      <p class="lead">{t('points.text')}</p>
      <Filters listener={listener} locale={locale} />
      {advantages
        .filter(({ key }) => points.some(({ advantage }) => advantage === key))
        .map(({ key, label }) => (
          <section class="part" key={key}>
            <h2>{words(label)}</h2>
            {points
              .filter(({ advantage }) => advantage === key)
              .map((point) => (
                <OnePoint key={point.id} point={point} figures={figures} seen={{ listener, in: locale }} />
              ))}
          </section>
        ))}
    </>
  );
}

function Filters({ listener, locale }: Pick<Shown, 'listener' | 'locale'>) {
  const { t, words } = useLanguage();
  const { to } = useAround();
  const all = [
    { key: '', label: t('points.everybody') },
    ...listeners.map(({ key, label }) => ({ key, label: words(label) })),
    { key: EVERY, label: t('points.all') },
  ];
  return (
    <>
      <nav class="chips no-print" aria-label={t('points.listener')}>
        {all.map(({ key, label }) => (
          <a
            key={key}
            class={key === listener ? 'chip on' : 'chip'}
            aria-current={key === listener ? 'true' : undefined}
            href={to('/talking-points', { ...(key && { listener: key }), in: locale })}
          >
            {label}
          </a>
        ))}
      </nav>
      <p class="no-print">
        {localeOptions
          .filter(({ value }) => value !== locale)
          .map(({ value, label }) => (
            <a key={value} lang={value} href={to('/talking-points', { ...(listener && { listener }), in: value })}>
              {label}
            </a>
          ))}
      </p>
    </>
  );
}

type OneProps = { point: TalkingPoint; figures: Map<string, FigureLine>; seen: Seen };

export const listenerLabel = (listener: string) => listeners.find(({ key }) => key === listener)?.label ?? null;

function OnePoint({ point, figures, seen }: OneProps) {
  const { t, words } = useLanguage();
  const said = pointIn(point, seen.in);
  const about = listenerLabel(point.listener);
  const lines = point.figures.flatMap((key) => figures.get(key) ?? []);
  return (
    <article class={point.unused ? 'point faint' : 'point'} id={`point-${point.id}`}>
      <WithActs acts={<PointActions point={point} title={said.title} seen={seen} />}>
        <h3 lang={said.locale}>{said.title}</h3>
        <p lang={said.locale}>{said.text}</p>
        <FigureLines lines={lines} />
        <p class="quiet">
          {[
            about ? t('points.for', { listener: words(about) }) : t('points.for_all'),
            point.unused && t('points.unused'),
            point.changed && t('points.changed'),
            !point.builtIn && t('points.own'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </WithActs>
    </article>
  );
}

function PointActions({ point, title, seen }: { point: TalkingPoint; title: string; seen: Seen }) {
  const { t } = useLanguage();
  const at = { id: point.id, ...seen };
  const leaving = point.unused ? t('points.take_in') : t('points.leave_out');
  return (
    <>
      <Link class="button low" to="/talking-points/:id/edit" at={at}>
        {t('form.change')}
        <span class="unseen"> {title}</span>
      </Link>
      <Press
        to="/talking-points/:id/use"
        at={{ ...at, unused: point.unused ? '0' : '1' }}
        label={leaving}
        name={`${leaving}: ${title}`}
      />
      {point.changed && <Press to="/talking-points/:id/removal" at={at} label={t('points.reset')} />}
      {!point.builtIn && (
        <Press
          to="/talking-points/:id/removal"
          at={at}
          label={t('interaction.remove')}
          name={`${t('interaction.remove')}: ${title}`}
        />
      )}
    </>
  );
}
