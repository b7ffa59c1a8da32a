/** While a name is typed: asks whether there is a partner like it, and shows the answer under the field. */
const form = document.querySelector<HTMLFormElement>('form[data-island="duplicates"]');
const place = document.querySelector<HTMLElement>('[data-duplicates]');
const WATCHED = ['name', 'website', 'tax_id', 'phones.0.number'];
if (form && place) upgrade(form, place);

type Line = { name: string; href: string | null; why: string };
type Answer = { title: string; lines: Line[] };

function upgrade(form: HTMLFormElement, place: HTMLElement): void {
  let timer: number | undefined;
  let asked = '';

  const ask = async () => {
    const query = queryOf(form);
    if (query === asked || nameIn(form).length < 3) return;
    asked = query;
    try {
      const response = await fetch(`${location.pathname}/duplicates?${query}`);
      // Only the answer to the last question is shown.
      if (response.ok && asked === query) show(place, (await response.json()) as Answer);
    } catch {
      // offline: the check is made again when the form is sent
    }
  };
  form.addEventListener('input', (event) => {
    if (!WATCHED.includes((event.target as HTMLInputElement).name)) return;
    clearTimeout(timer);
    timer = window.setTimeout(ask, 400);
  });
  if (wasTyped(form)) void ask();
}

function nameIn(form: HTMLFormElement): string {
  return String(new FormData(form).get('name') ?? '');
}

function queryOf(form: HTMLFormElement): string {
  const all = new FormData(form);
  const values = WATCHED.map((name) => [name, String(all.get(name) ?? '')]);
  return new URLSearchParams(values.filter(([, value]) => value !== '')).toString();
}

/** Whether something was typed before this script woke up. */
function wasTyped(form: HTMLFormElement): boolean {
  const fields = WATCHED.map((name) => form.elements.namedItem(name));
  return fields.some((field) => field instanceof HTMLInputElement && field.value !== field.defaultValue);
}

function show(place: HTMLElement, { title, lines }: Answer): void {
  place.replaceChildren();
  place.className = lines.length > 0 ? 'warning' : '';
  if (lines.length === 0) return;
  const heading = document.createElement('p');
  heading.textContent = title;
  const list = document.createElement('ul');
  list.append(...lines.map(itemOf));
  place.append(heading, list);
}

function itemOf({ name, href, why }: Line): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement(href ? 'a' : 'span');
  link.textContent = name;
  if (href) link.setAttribute('href', href);
  item.append(link, ` (${why})`);
  return item;
}
