/** Two records side by side: the facts that can be compared, and what agrees said in words. */
import type { ComponentChildren } from 'preact';
import type { Language } from '../../house/messages.ts';
import type { Reason } from '../../rooms/directory/likeness.ts';
import { readablePhone, readableTaxId } from '../../rooms/directory/written.ts';
import type { Candidate } from '../../rooms/merging/duplicates.ts';
import { StageTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';

type Sides = { a: Candidate; b: Candidate; reasons: Reason[] };

export function SideBySide({ a, b, reasons }: Sides) {
  const { t } = useLanguage();
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('review.side_a')}</th>
          <th scope="col">{t('review.side_b')}</th>
        </tr>
      </thead>
      <tbody>
        <Row
          label={t('field.name')}
          agrees={reasons.includes('name')}
          nearly={reasons.includes('near_name') || reasons.includes('initials')}
          a={<Name side={a} />}
          b={<Name side={b} />}
        />
        {comparable(t)
          .filter(({ has }) => has(a) || has(b))
          .map(({ label, agrees, show = shown, has }) => (
            <Row key={label} label={label} agrees={agrees({ a, b, reasons })} a={show(a, has)} b={show(b, has)} />
          ))}
      </tbody>
    </table>
  );
}

type Has = (side: Candidate) => ComponentChildren;
type Compared = {
  label: string;
  has: Has;
  /** How the value is shown, where that differs from the value that is compared. */
  show?: (side: Candidate, has: Has) => ComponentChildren;
  /** Whether one of the reasons why the two may be the same is about this row. */
  agrees: (sides: Sides) => boolean;
};

const never = () => false;
const shown = (side: Candidate, has: Has) => has(side);
const why =
  (...wanted: Reason[]) =>
  ({ reasons }: Sides) =>
    wanted.some((reason) => reasons.includes(reason));

const comparable = (t: Language['t']): Compared[] => [
  { label: t('field.alternate_names'), has: (side) => side.alternate_names.join(' · '), agrees: never },
  { label: t('field.website'), has: (side) => side.website_domain, agrees: agreeOnWeb },
  { label: t('field.email'), has: (side) => side.email, agrees: never },
  { label: t('field.phones'), has: (side) => lines(side.phones.map(readablePhone)), agrees: why('phone') },
  {
    label: t('field.addresses'),
    has: (side) => side.addresses.length > 0,
    show: (side) => <Addresses side={side} />,
    agrees: why('address', 'place'),
  },
  { label: t('field.tax_id'), has: (side) => readableTaxId(side.tax_id), agrees: why('tax_id') },
  { label: t('field.parent'), has: (side) => side.parent_name, agrees: never },
];

/**
 * A web domain may agree because of a website or of an e-mail address: a row is only marked when its own values agree.
 */
function agreeOnWeb({ a, b, reasons }: Sides): boolean {
  return reasons.includes('website') && a.website_domain !== '' && a.website_domain === b.website_domain;
}

type RowProps = { label: string; agrees: boolean; nearly?: boolean; a: ComponentChildren; b: ComponentChildren };

function Row({ label, agrees, nearly = false, a, b }: RowProps) {
  const { t } = useLanguage();
  return (
    <tr class={agrees || nearly ? 'agrees' : undefined}>
      <th scope="row">
        {label}
        {(agrees || nearly) && <span class="block agreement">{nearly ? t('review.nearly') : t('review.agrees')}</span>}
      </th>
      <td>{a || '–'}</td>
      <td>{b || '–'}</td>
    </tr>
  );
}

function Name({ side }: { side: Candidate }) {
  const { t } = useLanguage();
  const { to } = useAround();
  if (!side.partner_id) {
    return (
      <>
        {side.name} <span class="quiet block">{t('review.no_partner')}</span>
      </>
    );
  }
  return (
    <>
      <a href={to('/partners/:id', { id: side.partner_id })}>{side.name}</a>{' '}
      {side.stage && <StageTag stage={side.stage} />}
    </>
  );
}

const lines = (texts: string[]) =>
  texts.length > 0 &&
  texts.map((text) => (
    <span key={text} class="block">
      {text}
    </span>
  ));

/** A confidential address is shown to staff on the screen but never printed, because paper leaves the building. */
function Addresses({ side }: { side: Candidate }) {
  if (side.addresses.length === 0) return <>–</>;
  return (
    <span class={side.confidential_address ? 'no-print' : undefined}>
      {lines(
        side.addresses.map((each) =>
          [each.address_1, each.city, [each.state_province, each.postal_code].filter(Boolean).join(' ')]
            .filter(Boolean)
            .join(', '),
        ),
      )}
    </span>
  );
}
