/** A field for a phone. Where a number is typed in another way than it is kept, both are seen. */
import { normalPhone } from '../../rooms/directory/phone.ts';
import { readablePhone } from '../../rooms/directory/written.ts';
import { one } from '../../ui/field.ts';
import { TextField } from '../../ui/form.tsx';
import { useForm, useLanguage } from '../../ui/here.ts';

type Props = { name: string; label: string; width?: 'medium' };

export function PhoneField(props: Props) {
  const { t } = useLanguage();
  const { values } = useForm();
  const typed = one(values[props.name]);
  const kept = normalPhone(typed);
  const shown = kept ? readablePhone(kept) : '';
  // The sentence names what it speaks of: it stays true while another number is typed.
  const said =
    typed === kept ? t('phones.shown_as', { kept, shown }) : t('phones.kept_as', { typed, kept: kept ?? '', shown });
  const hint = kept && shown !== typed ? <span class="of-value">{said}</span> : undefined;
  return <TextField {...props} type="tel" hint={hint} />;
}
