/** One kind of partner: how many there are, and, where there are none, what to look for. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { mayLog, STAGES } from '../../../rooms/partners/partner.ts';
import { SectorTag } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Link, useAround } from '../../shell/link.tsx';

export type Counts = Partial<Record<string, number>>;
type Props = { sector: Sector; counts: Counts };

const sum = (counts: Counts) => Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

/** Partners whose stage is not "ended" or "declined": a sector whose only partner declined is a gap like any other. */
export const living = (counts: Counts) => sum({ ...counts, declined: 0, ended: 0 });

export function SectorItem({ sector, counts }: Props) {
  const { t, words } = useLanguage();
  const nobody = living(counts) === 0;
  const label = words(sector.label);
  return (
    <li class={nobody ? 'nobody' : undefined}>
      <h2>
        <SectorTag sector={sector} />
      </h2>
      {nobody && (
        <p class="nobody-yet">
          {sum(counts) === 0 ? t('sectors.nobody', { sector: label }) : t('sectors.nobody_now', { sector: label })}
        </p>
      )}
      {sum(counts) > 0 && <ByStage sector={sector} counts={counts} />}
      {sector.examples.length > 0 && <LookFor sector={sector} open={nobody} />}
      <AddPartner sector={sector} />
    </li>
  );
}

function ByStage({ sector, counts }: Props) {
  const { t, message } = useLanguage();
  return (
    <p>
      <Link to="/partners" at={{ sector: sector.key }}>
        {t('sectors.count', { count: sum(counts) })}
      </Link>{' '}
      <span class="quiet">
        {STAGES.filter((stage) => counts[stage])
          .map((stage) => `${message({ key: `stage.${stage}` })} ${counts[stage]}`)
          .join(' · ')}
      </span>
    </p>
  );
}

function LookFor({ sector: { label, sourceLabel, examples }, open }: { sector: Sector; open: boolean }) {
  const { t, words } = useLanguage();
  return (
    <details open={open}>
      <summary>{t('sectors.look_for')}</summary>
      <p>{examples.map(words).join(' · ')}</p>
      {sourceLabel && sourceLabel !== words(label) && <InTheGuide label={sourceLabel} />}
    </details>
  );
}

function AddPartner({ sector }: { sector: Sector }) {
  const { t, words } = useLanguage();
  const { ctx } = useAround();
  if (!mayLog(ctx.actor)) return null;
  return (
    <p class="no-print">
      <Link to="/partners/new" at={{ sector: sector.key }}>
        {t('sectors.add_partner')}
        <span class="unseen">: {words(sector.label)}</span>
      </Link>
    </p>
  );
}

/**
 * The guide's own words are in English and are marked as such, so that a screen reader set to Spanish pronounces them
 * right.
 */
function InTheGuide({ label }: { label: string }) {
  const { t } = useLanguage();
  const [before, after] = t('sectors.source_label', { label }).split(label);
  return (
    <p class="quiet">
      {before}
      <span lang="en">{label}</span>
      {after}
    </p>
  );
}
