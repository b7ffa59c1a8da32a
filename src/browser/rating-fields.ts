/** The fields of the rating form: score, note and evidence of a cell, which is called "1a.<partner>". */
type Control = HTMLInputElement | HTMLTextAreaElement;

export const cellOf = (name: string): string | undefined => /^(?:score|note|evidence)\.(.+)$/.exec(name)?.[1];

export function fieldsOf(form: HTMLFormElement, cells: Iterable<string>): URLSearchParams {
  const all = new FormData(form);
  const fields = new URLSearchParams();
  for (const cell of cells) {
    for (const kind of ['score', 'note', 'evidence']) {
      const value = all.get(`${kind}.${cell}`);
      if (typeof value === 'string') fields.set(`${kind}.${cell}`, value);
    }
  }
  return fields;
}

export function put(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof RadioNodeList)
    for (const radio of field as unknown as Iterable<HTMLInputElement>) radio.checked = radio.value === value;
  else if (field) (field as Control).value = value;
}

/**
 * What the server sent, by field, and the fields that hold something else already: that was given before the script
 * woke up.
 */
export function sentAndGiven(form: HTMLFormElement): { sent: Map<string, string>; given: Set<string> } {
  const sent = new Map<string, string>();
  const given = new Set<string>();
  for (const control of form.querySelectorAll<Control>('input, textarea')) {
    const { name } = control;
    if (!cellOf(name)) continue;
    if ('checked' in control && control.type === 'radio') {
      sent.set(name, control.defaultChecked ? control.value : (sent.get(name) ?? ''));
      if (control.checked !== control.defaultChecked) given.add(name);
    } else {
      sent.set(name, control.defaultValue);
      if (control.value !== control.defaultValue) given.add(name);
    }
  }
  return { sent, given };
}
