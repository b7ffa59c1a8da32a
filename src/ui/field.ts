/** What every field of a form knows: its id, what it shows, and with what it was opened. */
import { useForm, type Values } from './here.ts';
import { printOf } from './opened.ts';

export const fieldId = (name: string) => `field-${name.replace(/[^\w-]/g, '-')}`;

export const one = (value: Values[string]) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''));

/** What a field shows. `untouched` is what it would send if nobody touched it. */
export function useField(name: string, untouched: (stored: Values[string]) => string | string[]): Values[string] {
  const { values, initial = {}, opened } = useForm();
  const said = untouched(initial[name]);
  opened?.set(name, printOf(said, { list: Array.isArray(said), stored: name in initial }));
  return values[name];
}
