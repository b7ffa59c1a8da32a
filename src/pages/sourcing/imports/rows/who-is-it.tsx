/** A row that looks like somebody we know: the question who it is, and the way back to it. */
import type { Language } from '../../../../house/messages.ts';
import type { ImportRow } from '../../../../rooms/sourcing/imports/import.ts';
import { Buttons, Form, Radios } from '../../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../../ui/here.ts';
import { Press, useAround } from '../../../shell/link.tsx';
import type { ItemAndRow } from '../import.ts';

type Props = ItemAndRow & { again: Again | undefined };

export function WhoIsIt({ item, row, again }: Props) {
  return (
    <>
      <Question item={item} row={row} again={again} />
      {row.answer !== '' && row.outcome !== 'left_out' && <AskAgain item={item} row={row} />}
    </>
  );
}

function Question({ item, row, again }: Props) {
  const language = useLanguage();
  const { t } = language;
  const { to } = useAround();
  return (
    <Form
      action={to('/imports/:id/rows/:row/answer', { id: item.id, row: String(row.number) })}
      again={again?.errors.answer && again}
      initial={{ answer: row.answer }}
    >
      <Radios
        name="answer"
        label={t('import.who', { name: row.plan?.name ?? '' })}
        hint={[...(row.plan?.about ?? []), t('import.who_hint')].join(' · ')}
        options={optionsOf(row, language)}
      />
      <Buttons save={t('form.save')} />
    </Form>
  );
}

function AskAgain({ item, row }: ItemAndRow) {
  const { t } = useLanguage();
  return (
    <Press
      to="/imports/:id/rows/:row/answer"
      at={{ id: item.id, row: String(row.number) }}
      about={{ item, row }}
      values={{ answer: '' }}
      label={t('review.again')}
    />
  );
}

const optionsOf = ({ plan }: ImportRow, { t, message, list }: Language) => [
  ...(plan?.matches ?? []).map(({ id, name, reasons, about }) => {
    const why = list(reasons.map((reason) => message({ key: `likeness.${reason}` })));
    return {
      value: id,
      label: t('import.it_is', { name }),
      hint: [t('duplicates.why', { reasons: why }), ...about].join(' · '),
    };
  }),
  { value: 'add', label: t('import.it_is_new') },
  { value: 'skip', label: t('import.leave_out') },
];
