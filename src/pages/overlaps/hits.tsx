/** What was found, each with why it matched and how sure that is. */
import type { ComponentChildren } from 'preact';
import type { Language } from '../../house/messages.ts';
import { population } from '../../rooms/guide/guide.ts';
import type { Hit } from '../../rooms/overlaps/overlap.ts';
import { WithActs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';

type Props = {
  hits: Hit[] /** Not of what was kept: some of it is gone by now. */;
  act?: (hit: Hit) => ComponentChildren;
};

export function Hits({ hits, act }: Props) {
  const language = useLanguage();
  const { message } = language;
  return (
    <ul class="plain lines overlap-hits">
      {hits.map((hit) => (
        <li key={hit.kind + hit.subject}>
          <WithActs acts={act?.(hit)}>
            {act ? <Named hit={hit} /> : <span>{hit.name}</span>}{' '}
            <strong class={`sure sure-${hit.sure}`}>{message({ key: `overlaps.sure_${hit.sure}` })}</strong>
            <span class="quiet block">
              {message({ key: `overlaps.kind_${hit.kind}` })}
              {hit.of && `, ${hit.of}`} · {reasons(language, hit).join(' · ')}
            </span>
          </WithActs>
        </li>
      ))}
    </ul>
  );
}

function Named({ hit: { kind, name, page, id } }: { hit: Hit }) {
  const { to } = useAround();
  const address = kind === 'listed' ? to('/public-lists', { q: name }) : to(page as '/partners/:id', { id });
  return <a href={address}>{name}</a>;
}

/** Why, part by part; what is not known is said. */
export function reasons({ t, message, words, list }: Language, hit: Hit): string[] {
  const served = hit.populations.flatMap((key) => population(key)?.label ?? []).map(words);
  // A word can be much the same as several that were asked for, and as one that it says.
  const alike = [...new Set(hit.alike)].filter((word) => !hit.said.includes(word));
  return [
    ...(hit.said.length > 0 ? [t('overlaps.said', { words: list(hit.said) })] : []),
    ...(alike.length > 0 ? [t('overlaps.alike', { words: list(alike) })] : []),
    ...(hit.people === 'not_asked'
      ? []
      : [message({ key: `overlaps.people_${hit.people}`, values: { people: list(served) } })]),
    ...(hit.area === 'not_asked'
      ? []
      : [message({ key: `overlaps.area_${hit.area}`, values: { miles: Math.round(hit.miles ?? 0) } })]),
    ...(hit.period === 'not_asked' ? [] : [message({ key: `overlaps.period_${hit.period}` })]),
  ];
}
