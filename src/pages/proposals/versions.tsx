/** A proposal as it was handed in, and every word on it. */
import { found, NotFound } from '../../house/errors.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { ProposalVersion } from '../../rooms/agreements/approval.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { versionsOf } from '../../rooms/agreements/proposal-versions.ts';
import { useLanguage } from '../../ui/here.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Answered, proposalOf, proposalTrail } from './parts.tsx';
import { VersionRead } from './version-read.tsx';

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
      <VersionRead version={version} before={before}>
        {version.withdrawn_at && (
          <p class="warning">{t('proposals.withdrawn_on', { day: dayOf(version.withdrawn_at) })}</p>
        )}
        {version.approvals.map((step) => (
          <Answered key={step.id} step={step} />
        ))}
      </VersionRead>
    </div>
  );
}
