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
  const hint = kept && shown !== typed ? t('phones.kept_as', { kept, shown }) : undefined;
  return <TextField {...props} type="tel" hint={hint} />;
}
