/** What a proposal says, in order: as it is now, or as one version was handed in. */

import type { Content } from '../../rooms/agreements/proposal.ts';
import { population } from '../../rooms/guide/guide.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { costSaid, daysOf, givenSaid, goalSaid } from './parts.tsx';

/** Headings and what stands under each; what is empty is left out. */
export function useParts(it: Content): { head: string; lines: { label: string; text: string }[] }[] {
  const language = useLanguage();
  const { t, words, list } = language;
  const served = it.populations.flatMap((key) => population(key)?.label ?? []).map(words);
  const line = (label: string, text: string) => ({ label, text });
  return [
    {
      head: t('proposals.who_head'),
      lines: [
        line(t('field.proposal_who'), it.who),
        line(t('field.proposal_how_known'), it.how_known),
        line(t('goals.title'), (it.goals ?? []).map((goal) => goalSaid(language, goal)).join('\n')),
        line(t('initiatives.people'), list(served)),
        line(t('field.proposal_our_mission'), it.our_mission),
        line(t('field.proposal_their_mission'), it.their_mission),
        line(t('field.proposal_common_ground'), it.common_ground),
      ],
    },
    {
      head: t('proposals.do_head'),
      lines: [
        line(t('field.proposal_we_do'), it.we_do),
        line(t('field.proposal_they_do'), it.they_do),
        line(t('initiatives.when'), daysOf(language, it)),
      ],
    },
    {
      head: t('proposals.cost_head'),
      lines: [
        line(t('proposals.our_cost'), costSaid(language, it, 'our')),
        line(t('proposals.their_cost'), costSaid(language, it, 'their')),
        line(t('proposals.given'), givenSaid(language, it)),
      ],
    },
    {
      head: t('proposals.get_head'),
      lines: [line(t('field.proposal_they_get'), it.they_get), line(t('field.proposal_we_get'), it.we_get)],
    },
    { head: t('proposals.risk_head'), lines: [line(t('field.proposal_risks'), it.risks)] },
    { head: t('proposals.gain_head'), lines: [line(t('field.proposal_gains'), it.gains)] },
  ].map(({ head, lines }) => ({ head, lines: lines.filter(({ text }) => text !== '') }));
}

export function ContentRead({ it }: { it: Content }) {
  return (
    <>
      {useParts(it)
        .filter(({ lines }) => lines.length > 0)
        .map(({ head, lines }) => (
          <section class="part" key={head}>
            <h2>{head}</h2>
            {lines.length === 1 ? <Prose text={lines[0]?.text ?? ''} /> : <Lines lines={lines} />}
          </section>
        ))}
    </>
  );
}

function Lines({ lines }: { lines: { label: string; text: string }[] }) {
  return (
    <dl class="summary-list">
      {lines.map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Prose text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
