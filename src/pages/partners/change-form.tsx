/** The form that changes many partners: who they are, and the one thing that is asked. */
import { createHash } from 'node:crypto';
import { today } from '../../house/ctx.ts';
import type { Member } from '../../rooms/accounts/members.ts';
import type { PartnersChange } from '../../rooms/partners/change.ts';
import { STAGES } from '../../rooms/partners/partner.ts';
import type { ChosenPartner } from '../../rooms/partners/partner-list.ts';
import { MAX_PARTNERS } from '../../rooms/worksheets/worksheet.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Form, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { listTrail } from '../lists/trail.ts';
import { Link } from '../shell/link.tsx';
import type { LibraryViewing } from '../shell/page.ts';
import type { FieldOptions } from './field-options.ts';

/** `all`: all that the list has, and not those that were chosen one by one. */
export type Changing = {
  what: PartnersChange;
  all: boolean;
  partners: ChosenPartner[];
  /** Those that cannot be removed, because a worksheet compares them. */
  kept: ChosenPartner[];
};

/** Which partners the page named: those of a list may be others by the time the form is sent. */
export const fingerprint = (partners: readonly ChosenPartner[]): string =>
  createHash('sha256')
    .update(
      partners
        .map(({ id }) => id)
        .toSorted()
        .join(),
    )
    .digest('base64url');

type Props = { asked: LibraryViewing<Changing>; options: FieldOptions; members: Member[] };

export function ChangeForm({ asked, options, members }: Props) {
  const { t, message } = useLanguage();
  const { again, ctx, found: chosen } = asked;
  const { what, partners, kept } = chosen;
  if (partners.length === 0)
    return (
      <Empty text={t('choose.none')}>
        <Link to="/partners">{t('lists.print_back')}</Link>
      </Empty>
    );
  return (
    <div class="narrow">
      <Who partners={partners} />
      <Form again={again} initial={{ due_on: today(ctx, 14) }}>
        <input type="hidden" name="chosen" value={fingerprint(partners)} />
        {kept.length > 0 && (
          <>
            <p class="warning">{t('choose.kept', { count: kept.length })}</p>
            <Names partners={kept} most={kept.length} />
          </>
        )}
        <Fields what={what} options={options} members={members} />
        <Buttons
          save={message({ key: `choose.${what}_do`, values: { count: partners.length } })}
          cancel={listTrail(asked, 'partners')[0]?.href}
        />
      </Form>
    </div>
  );
}

const NAMED = 12;

/** Which partners are meant, by name. */
export function Who({ partners }: { partners: ChosenPartner[] }) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t('choose.who', { count: partners.length })}</h2>
      <Names partners={partners} most={NAMED} />
    </section>
  );
}

function Names({ partners, most }: { partners: ChosenPartner[]; most: number }) {
  const { t } = useLanguage();
  const more = partners.length - most;
  return (
    <ul class="names">
      {partners.slice(0, most).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
      {more > 0 && <li>{t('choose.and_more', { count: more })}</li>}
    </ul>
  );
}

type FieldsProps = { what: PartnersChange; options: FieldOptions; members: Member[] };

function Fields({ what, options, members }: FieldsProps) {
  const { t, message } = useLanguage();
  const stages = STAGES.map((stage) => ({ value: stage, label: message({ key: `stage.${stage}` }) }));
  // Nothing is chosen before somebody chooses: the first of a list is not what most want.
  const none = { value: '', label: t('choose.one') };
  const owners = [
    { value: 'nobody', label: t('filter.nobody') },
    ...members.map(({ id, name }) => ({ value: id, label: name })),
  ];
  switch (what) {
    case 'stage':
      return (
        <>
          <Select name="stage" label={t('field.stage')} options={[none, ...stages]} />
          <TextArea name="reason" label={t('field.reason')} rows={2} optional />
        </>
      );
    case 'owner':
      return <Select name="owner_id" label={t('field.owner')} options={[none, ...owners]} />;
    case 'next_step':
      return (
        <>
          <TextField name="what" label={t('field.what')} hint={t('field.what_hint')} />
          <TextField name="due_on" type="date" label={t('field.due_on')} />
        </>
      );
    case 'sector':
      return <Select name="sector" label={t('filter.sector')} options={[none, ...options.sectors]} />;
    case 'population':
      return <Select name="population" label={t('filter.population')} options={[none, ...options.populations]} />;
    case 'compare':
      return <p>{t('choose.compare_text', { most: MAX_PARTNERS })}</p>;
    default:
      return <p>{t('choose.remove_text')}</p>;
  }
}
