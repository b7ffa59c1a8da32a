/** Whom a worksheet compares and who rates: two lists of boxes, the longer of which can be narrowed. */
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { membersOf } from '../../rooms/accounts/members.ts';
import { MAX_CHOICES, partnerNames } from '../../rooms/partners/partner-list.ts';
import { MIN_PARTNERS, mayBeRater, type Rater } from '../../rooms/worksheets/worksheet.ts';
import { Checkboxes } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import type { LibraryVisit } from '../shell/visit.ts';

/**
 * Where a library has more partners than a list can show, the form is also sent by GET, to narrow the list: what was
 * filled in comes back in the address. `?partners=<id>` alone opens the form with a partner chosen.
 */
export function narrowing({ searchParams }: URL): Record<string, string | string[]> {
  const given: Record<string, string | string[]> = {};
  for (const name of new Set(searchParams.keys())) {
    if (name === 'partners' || name === 'raters') given[name] = searchParams.getAll(name);
    else if (name === 'purpose' || name === 'factor_set' || name.startsWith('weights.'))
      given[name] = (searchParams.get(name) ?? '').slice(0, 300);
  }
  return given;
}

export const chosenIn = (values: Values) =>
  [values.partners ?? []].flat().filter((id) => z.guid().safeParse(id).success);

export type Who = Record<'partners' | 'raters', { value: string; label: string; hint: string }[]> & {
  q: string;
  more: boolean;
  mailIsSent: boolean;
};

export async function whoOptions(
  { house, ctx, url, language: { message } }: LibraryVisit,
  chosen: string[],
  raters: Rater[] = [],
): Promise<Who> {
  const members = (await membersOf(ctx)).filter(mayBeRater);
  const q = (url.searchParams.get('q') ?? '').slice(0, 200);
  const { names, more } = await partnerNames(ctx, q, chosen);
  // A rater who has left since, or is only a reader now, stays on the worksheet.
  const former = raters.filter((rater) => !members.some((member) => member.id === rater.id));
  const option = ({ id, name }: { id: string; name: string }, hint = '') => ({ value: id, label: name, hint });
  return {
    q,
    more,
    mailIsSent: house.mailIsSent,
    partners: names.map((partner) => option(partner, message({ key: `stage.${partner.stage}` }))),
    raters: [
      ...members.map((member) => option(member, message({ key: `role.${member.role}` }))),
      ...former.map((rater) => option(rater)),
    ],
  };
}

type FieldsProps = {
  options: Who;
  /** Stands below the partners of the list. */
  unlisted?: ComponentChildren;
};

export function WhoFields({ options, unlisted }: FieldsProps) {
  const { t } = useLanguage();
  return (
    <>
      {!unlisted && options.partners.length < MIN_PARTNERS && options.q === '' && (
        <p class="warning">{t('error.too_few_partners')}</p>
      )}
      {(options.more || options.q !== '') && <Narrow q={options.q} />}
      <Checkboxes
        name="partners"
        label={t('field.worksheet_partners')}
        hint={t('field.worksheet_partners_hint')}
        options={options.partners}
        columns
      />
      {unlisted}
      <Checkboxes
        name="raters"
        label={t('field.raters')}
        hint={options.mailIsSent ? t('field.raters_hint') : t('field.raters_hint_no_mail')}
        options={options.raters}
        columns
      />
    </>
  );
}

function Narrow({ q }: { q: string }) {
  const { t } = useLanguage();
  return (
    <div class="field narrow">
      <label for="narrow-q">{t('worksheets.narrow')}</label>
      <p class="hint">{t('worksheets.narrow_hint', { count: MAX_CHOICES })}</p>
      <div class="row">
        <input type="search" id="narrow-q" name="q" value={q} />
        <button type="submit" formmethod="get" class="quiet-button">
          {t('form.search')}
        </button>
      </div>
    </div>
  );
}
