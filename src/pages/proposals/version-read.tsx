/** What one version says, who handed it in, and what changed from the version before. */
import type { ComponentChildren } from 'preact';
import type { ProposalVersion } from '../../rooms/agreements/approval.ts';
import type { Content } from '../../rooms/agreements/proposal.ts';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { ChecksRead, useAnswers } from './checks.tsx';
import { ContentRead, useParts } from './content.tsx';

type Read = { version: ProposalVersion; before: ProposalVersion | null; children: ComponentChildren };

/** With what became of it, as the page tells it, between who handed it in and what it says. */
export function VersionRead({ version, before, children }: Read) {
  const { t, dayOf } = useLanguage();
  const { number, submitted_by: who, submitted_at } = version;
  return (
    <>
      <p class="quiet">{t('approvals.submitted', { who, day: dayOf(submitted_at), number })}</p>
      {children}
      {before && <Differences before={before} after={version} />}
      <ContentRead it={version.content} />
      <section class="part">
        <h2>{t('proposals.checks')}</h2>
        <ChecksRead checks={version.checks} />
      </section>
    </>
  );
}

type Props = { before: ProposalVersion; after: ProposalVersion };

/** Line by line, what it said before beside what it says. */
function Differences({ before, after }: Props) {
  const { t } = useLanguage();
  const { number } = before;
  const linesOf = (it: ProposalVersion) => new Map([...useFlat(it.content), ...useAnswers(it.checks)]);
  const [was, is] = [linesOf(before), linesOf(after)];
  const labels = [...new Set([...was.keys(), ...is.keys()])].filter((label) => was.get(label) !== is.get(label));
  return (
    <section class="part">
      <h2>{t('proposals.differences', { number })}</h2>
      {labels.length === 0 && <p>{t('proposals.no_differences')}</p>}
      {labels.length > 0 && (
        <Scroll label={t('proposals.differences', { number })}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t('proposals.what')}</th>
                <th scope="col">{t('proposals.before')}</th>
                <th scope="col">{t('proposals.now')}</th>
              </tr>
            </thead>
            <tbody>
              {labels.map((label) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td data-label={t('proposals.before')} class="prose">
                    {was.get(label) ?? '–'}
                  </td>
                  <td data-label={t('proposals.now')} class="prose">
                    {is.get(label) ?? '–'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

/** By label; the frame as well as the words. */
function useFlat(it: Content): Map<string, string> {
  const { t, message } = useLanguage();
  return new Map([
    [t('field.proposal_name'), it.name],
    [t('field.proposal_kind'), message({ key: `proposals.kind_${it.kind}` })],
    [t('field.proposal_partners'), it.partners.map(({ name }) => name).join(' · ')],
    [t('field.proposal_initiative'), it.initiative ?? ''],
    [t('field.proposal_owner'), it.owner],
    ...useParts(it).flatMap(({ lines }) => lines.map(({ label, text }): [string, string] => [label, text])),
  ]);
}
