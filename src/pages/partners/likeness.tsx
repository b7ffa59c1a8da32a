/** Likely duplicates of an organization that is being added: a warning, never a wall. */
import { organizationDraft } from '../../rooms/directory/organization.ts';
import { type Likeness, similarOrganizations } from '../../rooms/directory/organizations.ts';
import { useLanguage, type Values } from '../../ui/here.ts';
import { nested, text } from '../shell/form-body.ts';
import { useAround } from '../shell/link.tsx';
import type { LibraryVisit } from '../shell/visit.ts';

/** The organizations that are like what stands in the form. */
export function likenessOf({ ctx }: LibraryVisit, values: Values): Promise<Likeness[]> {
  const draft = organizationDraft
    .pick({ name: true, website: true, tax_id: true, phones: true })
    .partial()
    .catch({})
    .parse(nested(values));
  return similarOrganizations(ctx, { ...draft, name: draft.name ?? text(values.name).slice(0, 200) });
}

export function SimilarWarning({ similar }: { similar: Likeness[] }) {
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

function SimilarItem({ like: { name, partnerId, reasons } }: { like: Likeness }) {
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
