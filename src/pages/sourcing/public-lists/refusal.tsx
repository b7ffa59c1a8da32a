/** Why a listed organization was not added, with the way to the one that the library has. */
import type { organizationLike } from '../../../rooms/sourcing/leads/listed-answers.ts';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { Link } from '../../shell/link.tsx';

type Known = Awaited<ReturnType<typeof organizationLike>>;

export function Refusal({ again, known }: { again: Again; known: Known }) {
  const { t, message } = useLanguage();
  return (
    <section class="error-summary" role="alert" tabIndex={-1} autofocus>
      {Object.entries(again.errors).map(([name, error]) => (
        <p key={name}>{message(error)}</p>
      ))}
      {known?.partner_id && (
        <p>
          <Link to="/partners/:id" at={{ id: known.partner_id }}>
            {t('public_lists.open_known', { name: known.name })}
          </Link>
        </p>
      )}
    </section>
  );
}
