/** Likely duplicates of an organization that is being added. They are a warning: it can be added anyway. */
import { organizationDraft } from '../../rooms/directory/organization.ts';
import { type Likeness, similarOrganizations } from '../../rooms/directory/similar.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { partnersOf } from '../../rooms/partners/partners.ts';
import { useLanguage, type Values } from '../../ui/here.ts';
import { nested, text } from '../shell/form-body.ts';
import { useAround } from '../shell/link.tsx';
import type { LibraryVisit } from '../shell/visit.ts';

/** A likely duplicate and the partner record it has, if any, to link to. */
export type Similar = Likeness & { partnerId: PartnerId | undefined };

/** The organizations on record that are similar to what the form says. */
export async function likenessOf({ ctx }: LibraryVisit, values: Values): Promise<Similar[]> {
  const draft = organizationDraft
    .pick({ name: true, website: true, tax_id: true, phones: true })
    .partial()
    .catch({})
    .parse(nested(values));
  const name = draft.name ?? text(values.name).slice(0, 200);
  const similar = await similarOrganizations(ctx, { ...draft, name });
  const partners = await partnersOf(
    ctx,
    similar.map((each) => each.organizationId),
  );
  return similar.map((each) => ({ ...each, partnerId: partners.get(each.organizationId) }));
}

export function SimilarWarning({ similar }: { similar: Similar[] }) {
  const { t } = useLanguage();
  return (
    <section class="warning" role="alert" tabIndex={-1} autofocus aria-labelledby="similar-title">
      <h2 id="similar-title">{t('duplicates.title')}</h2>
      <ul>
        {similar.map((each) => (
          <SimilarItem key={each.organizationId} like={each} />
        ))}
      </ul>
      <p>{t('duplicates.text')}</p>
    </section>
  );
}

function SimilarItem({ like: { name, partnerId, reasons } }: { like: Similar }) {
  const { t, list, message } = useLanguage();
  const { to } = useAround();
  const why = list(reasons.map((reason) => message({ key: `duplicates.${reason}` })));
  return (
    <li>
      {partnerId ? <a href={to('/partners/:id', { id: partnerId })}>{name}</a> : name}{' '}
      <span class="quiet">{t('duplicates.why', { reasons: why })}</span>
    </li>
  );
}
