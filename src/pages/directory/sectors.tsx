/** The 23 kinds of partner: how many of which stage, zeros included, with the guide's examples as what to look for. */

import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { mayEditSectors, sectorDraft } from '../../rooms/directory/organization.ts';
import { addSector, type Sector, sectorsOf } from '../../rooms/directory/sectors.ts';
import { mayLog, STAGES } from '../../rooms/partners/partner.ts';
import { countBySector } from '../../rooms/partners/partner-list.ts';
import { CreditLine, SectorTag } from '../../ui/bits.tsx';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, libraryPage } from '../shell/door.tsx';

type Counts = Partial<Record<string, number>>;

export function sectorPages(app: App, house: House): void {
  libraryPage(app, house, '/sectors', {
    show: async ({ ctx, base, language: { t } }, again) => {
      const sectors = await sectorsOf(ctx);
      const counts = await countBySector(ctx);
      const empty = sectors.filter((sector) => living(counts.get(sector.key) ?? {}) === 0).length;
      return {
        title: t('nav.sectors'),
        section: 'sectors',
        glyphs: true,
        body: (
          <>
            <h1>{t('nav.sectors')}</h1>
            <p>
              {t('sectors.text', { empty, total: sectors.length })} <a href={`${base}/gaps`}>{t('gaps.link')}</a>
            </p>
            <ol class="plain sectors">
              {sectors.map((sector) => (
                <SectorItem
                  key={sector.key}
                  sector={sector}
                  counts={counts.get(sector.key) ?? {}}
                  base={base}
                  mayAdd={mayLog(ctx.actor)}
                />
              ))}
            </ol>
            {mayEditSectors(ctx.actor) && (
              <section class="narrow no-print">
                <h2>{t('sectors.add')}</h2>
                <Form again={again}>
                  <TextField name="label" label={t('field.sector_label')} hint={t('sectors.add_hint')} />
                  <Buttons save={t('sectors.add')} />
                </Form>
              </section>
            )}
            <CreditLine />
          </>
        ),
      };
    },
    submit: async ({ ctx, base }, fields) => {
      await addSector(ctx, parse(sectorDraft, fields));
      return { to: `${base}/sectors`, notice: 'notice.saved' };
    },
  });
}

const sum = (counts: Counts) => Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

/** Partners that are not over: a sector whose only partner declined is a gap like any other. */
const living = (counts: Counts) => sum({ ...counts, declined: 0, ended: 0 });

function SectorItem({
  sector,
  counts,
  base,
  mayAdd,
}: {
  sector: Sector;
  counts: Counts;
  base: string;
  mayAdd: boolean;
}) {
  const { t, words, message } = useLanguage();
  const total = sum(counts);
  const nobody = living(counts) === 0;
  const label = words(sector.label);
  return (
    <li class={nobody ? 'nobody' : undefined}>
      <h2>
        <SectorTag sector={sector} />
      </h2>
      {nobody && (
        <p class="nobody-yet">
          {total === 0 ? t('sectors.nobody', { sector: label }) : t('sectors.nobody_now', { sector: label })}
        </p>
      )}
      {total > 0 && (
        <p>
          <a href={`${base}/partners?sector=${sector.key}`}>{t('sectors.count', { count: total })}</a>{' '}
          <span class="quiet">
            {STAGES.filter((stage) => counts[stage])
              .map((stage) => `${message({ key: `stage.${stage}` })} ${counts[stage]}`)
              .join(' · ')}
          </span>
        </p>
      )}
      {sector.examples.length > 0 && (
        <details open={nobody}>
          <summary>{t('sectors.look_for')}</summary>
          <p>{sector.examples.map(words).join(' · ')}</p>
          {sector.sourceLabel && sector.sourceLabel !== label && <InTheGuide label={sector.sourceLabel} />}
        </details>
      )}
      {mayAdd && (
        <p class="no-print">
          <a href={`${base}/partners/new?sector=${sector.key}`}>
            {t('sectors.add_partner')}
            <span class="unseen">: {label}</span>
          </a>
        </p>
      )}
    </li>
  );
}

/** The guide is in English: its own words are marked so, for a screen reader that speaks Spanish. */
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
