/** Small pieces that several pages share. */
import type { ComponentChildren } from 'preact';
import type { Words } from '../house/messages.ts';
import { useLanguage } from './here.ts';
import { SectorGlyph } from './sector-glyph.tsx';

export function SectorTag({ sector }: { sector: { key: string; label: Words } }) {
  const { words } = useLanguage();
  return (
    <span class="sector">
      <SectorGlyph sector={sector.key} />
      {words(sector.label)}
    </span>
  );
}

export function StageTag({ stage }: { stage: string }) {
  const { message } = useLanguage();
  return <span class={`stage stage-${stage}`}>{message({ key: `stage.${stage}` })}</span>;
}

/** A figure with its band in words, so that nothing is said by colour alone. */
export function FigureText({ figure }: { figure: { value: number | null; band: string | null } }) {
  const language = useLanguage();
  if (figure.value === null) return <span class="quiet">{language.t('figure.unknown')}</span>;
  return (
    <>
      <span class="figure">{language.figure(figure.value)}</span>{' '}
      <span class={`band band-${figure.band}`}>{language.message({ key: `band.${figure.band}` })}</span>
    </>
  );
}

export function Empty({ text, children }: { text: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p>{text}</p>
      {children}
    </div>
  );
}

/** A wide table scrolls inside its own box, which the keyboard can reach. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** Where one is in a long list; nothing for a list of one page. */
export function Paging({ page, pages, address }: { page: number; pages: number; address: (page: number) => string }) {
  const { t } = useLanguage();
  if (pages <= 1) return null;
  return (
    <nav class="paging" aria-label={t('paging.label')}>
      {page > 1 && (
        <a href={address(page - 1)} rel="prev">
          {t('paging.previous')}
        </a>
      )}
      <span>{t('paging.here', { page, pages })}</span>
      {page < pages && (
        <a href={address(page + 1)} rel="next">
          {t('paging.next')}
        </a>
      )}
    </nav>
  );
}

/** Something in a list, with what can be done about it beside it. */
export function WithActs({ acts, children }: { acts: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="with-acts">
      <div>{children}</div>
      <div class="row-acts no-print">{acts}</div>
    </div>
  );
}

export function Prose({ text }: { text: string }) {
  return <div class="prose">{text}</div>;
}

export function CreditLine() {
  const { t } = useLanguage();
  return <p class="credit">{t('credit.line')}</p>;
}

type ReadableFactor = { code: string; name: Words; prompt: Words; evidence: Words };

/** One group of factors to read: what each asks, and what to look for. */
export function FactorGroup({
  code,
  name,
  factors,
}: {
  code: string;
  name: Words;
  factors: readonly ReadableFactor[];
}) {
  const { words } = useLanguage();
  return (
    <section>
      <h2>
        {code}. {words(name)}
      </h2>
      <dl class="factors">
        {factors.map((factor) => (
          <div key={factor.code}>
            <dt>
              <span class="code">{factor.code}</span> {words(factor.name)}
            </dt>
            <dd>{words(factor.prompt)}</dd>
            <dd class="quiet">{words(factor.evidence)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A page's own small navigation; `here` is the address of the one that is open. */
export function Tabs({ label, tabs, here }: { label: string; tabs: { label: string; href: string }[]; here: string }) {
  return (
    <nav class="tabs no-print" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.href === here ? 'page' : undefined}>
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
