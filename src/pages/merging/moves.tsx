/** What moves with a merge, counted by kind. */
import type { MessageKey } from '../../house/messages.ts';
import { useLanguage } from '../../ui/here.ts';

/** In the order in which people care. What the lists above have shown is not counted again. */
const KINDS: Record<string, MessageKey> = {
  notes: 'moves.notes',
  next_steps: 'moves.next_steps',
  stage_changes: 'moves.stage_changes',
  worksheet_partners: 'moves.worksheets',
  contacts: 'moves.contacts',
  phones: 'moves.phones',
  addresses: 'moves.addresses',
  organization_sectors: 'moves.sectors',
  services: 'moves.services',
  locations: 'moves.locations',
  organizations: 'moves.chapters',
  leads: 'moves.leads',
  listed_organization_answers: 'moves.listed_organization_answers',
  organization_sources: 'moves.sources',
  partners: 'moves.partners',
};

export function Moves({ moves }: { moves: Record<string, number> }) {
  const { t } = useLanguage();
  const lines = Object.entries(KINDS).flatMap(([table, key]) =>
    moves[table] ? [t(key as 'moves.notes', { count: moves[table] })] : [],
  );
  if (lines.length === 0) return <p>{t('moves.nothing')}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
