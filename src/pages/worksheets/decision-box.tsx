/** What was decided, what came of it, and the decisions that stood before. */

import type { InitiativeId } from '../../rooms/initiatives/initiative.ts';
import type { LookBack } from '../../rooms/worksheets/look-backs.ts';
import type { Decision, Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';

type Props = { sheet: Worksheet; lookBacks: LookBack[]; initiatives: { id: InitiativeId; name: string }[] };

export function DecisionBox({ sheet, lookBacks, initiatives }: Props) {
  const { t, day } = useLanguage();
  const { to } = useAround();
  const { decision } = sheet;
  if (!decision) return null;
  return (
    <section class="decision" aria-labelledby="decision-title">
      <h2 id="decision-title">
        <Chosen sheet={sheet} decision={decision} />
      </h2>
      <Reasons decision={decision} />
      {lookBacks.map((look) => (
        <LookedBack key={look.at.getTime()} look={look} />
      ))}
      {lookBacks.length === 0 && decision.lookBackOn && <p>{t('look_back.due', { day: day(decision.lookBackOn) })}</p>}
      {initiatives.length > 0 && (
        <p>
          {t('decision.led_to')}{' '}
          {initiatives.map(({ id, name }) => (
            <a key={id} href={to('/initiatives/:id', { id })}>
              {name}
            </a>
          ))}
        </p>
      )}
      <p class="no-print buttons">
        <Link to="/proposals/new" at={{ worksheet: sheet.id }}>
          {t('decision.proposal')}
        </Link>
        <Link to="/initiatives/new" at={{ worksheet: sheet.id }}>
          {t('decision.initiative')}
        </Link>
        <Link to="/worksheets/:id/look-back" at={{ id: sheet.id }} about={sheet}>
          {t('look_back.link')}
        </Link>
        <Link to="/worksheets/:id/reopen" at={{ id: sheet.id }} about={sheet}>
          {t('reopen.link')}
        </Link>
      </p>
    </section>
  );
}

export function Chosen({ sheet, decision }: { sheet: Worksheet; decision: Decision }) {
  const { t, list } = useLanguage();
  const names = sheet.partners.filter((partner) => decision.chosen.includes(partner.id)).map((partner) => partner.name);
  return (
    <>
      {names.length > 0 ? t('decision.chosen', { names: list(names), count: names.length }) : t('decision.none_chosen')}
    </>
  );
}

function Reasons({ decision }: { decision: Decision }) {
  const { t, moment } = useLanguage();
  return (
    <>
      <Prose text={decision.reason} />
      {decision.whyUnrated && (
        <>
          <h3>{t('decision.unrated')}</h3>
          <Prose text={decision.whyUnrated} />
        </>
      )}
      <p class="quiet">{t('decision.by', { who: decision.decidedBy, at: moment(decision.decidedAt) })}</p>
    </>
  );
}

function LookedBack({ look }: { look: LookBack }) {
  const { t, moment, message } = useLanguage();
  return (
    <div>
      <h3>{t('look_back.on', { at: moment(look.at), who: look.who })}</h3>
      <Prose text={look.whatHappened} />
      <p>{message({ key: `look_back.${look.chooseAgain}` })}</p>
    </div>
  );
}

/** Decisions that were reopened, newest first, as they were made, with why each no longer stands. */
export function FormerDecisions({ sheet }: { sheet: Worksheet }) {
  const { t, moment } = useLanguage();
  return (
    <>
      {sheet.former.map((former) => (
        <details class="card" key={former.number}>
          <summary>{t('reopen.former', { at: moment(former.decidedAt) })}</summary>
          <p>
            <strong>
              <Chosen sheet={sheet} decision={former} />
            </strong>
          </p>
          <Reasons decision={former} />
          <h3>{t('reopen.by', { who: former.reopenedBy, at: moment(former.reopenedAt) })}</h3>
          <Prose text={former.whyReopened} />
        </details>
      ))}
    </>
  );
}
