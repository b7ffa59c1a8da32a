/** A proposal as it was handed in, and what changed from the version before. */
import { found, NotFound } from '../../house/errors.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { ProposalVersion } from '../../rooms/agreements/approval.ts';
import type { Content, Proposal } from '../../rooms/agreements/proposal.ts';
import { versionsOf } from '../../rooms/agreements/proposal-versions.ts';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { ChecksRead, useAnswers } from './checks.tsx';
import { ContentRead, useParts } from './content.tsx';
import { Answered, proposalOf, proposalTrail } from './parts.tsx';

type Found = { it: Proposal; version: ProposalVersion; before: ProposalVersion | null };

async function versionOf(visit: LibraryVisit): Promise<Found> {
  const it = await proposalOf(visit);
  const number = Number(visit.param('number'));
  if (!Number.isInteger(number)) throw new NotFound();
  const versions = await versionsOf(visit.ctx, it.id);
  const version = found(versions.find((each) => each.number === number));
  return { it, version, before: versions.find((each) => each.number < number) ?? null };
}

export const proposalVersion = libraryPage<Found>({
  path: '/proposals/:id/versions/:number',
  may: anyMember,
  load: versionOf,
  view: (asked) => {
    const { it, version, before } = asked.found;
    return {
      title: asked.language.t('proposals.version_title', { name: version.content.name, number: version.number }),
      trail: proposalTrail(asked, it),
      body: <Shown version={version} before={before} />,
    };
  },
});

function Shown({ version, before }: Omit<Found, 'it'>) {
  const { t, dayOf } = useLanguage();
  return (
    <div class="narrow">
      <p class="quiet">
        {t('approvals.submitted', {
          who: version.submitted_by,
          day: dayOf(version.submitted_at),
          number: version.number,
        })}
      </p>
      {version.withdrawn_at && (
        <p class="warning">{t('proposals.withdrawn_on', { day: dayOf(version.withdrawn_at) })}</p>
      )}
      {version.approvals.map((step) => (
        <Answered key={step.id} step={step} />
      ))}
      {before && <Differences before={before} after={version} />}
      <ContentRead it={version.content} />
      <section class="part">
        <h2>{t('proposals.checks')}</h2>
        <ChecksRead checks={version.checks} />
      </section>
    </div>
  );
}

type Props = { before: ProposalVersion; after: ProposalVersion };

/** Line by line, what it said before beside what it says. */
export function Differences({ before, after }: Props) {
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
