/** While a name is typed: asks whether there is a partner like it, and shows the answer under the field. */
const form = document.querySelector<HTMLFormElement>('form[data-island="duplicates"]');
const place = document.querySelector<HTMLElement>('[data-duplicates]');
if (form && place) upgrade(form, place);

type Answer = { title: string; lines: { name: string; href: string | null; why: string }[] };

function upgrade(form: HTMLFormElement, place: HTMLElement): void {
  const watched = ['name', 'website', 'tax_id', 'phones.0.number'];
  let timer: number | undefined;
  let asked = '';

  const ask = async () => {
    const all = new FormData(form);
    const query = new URLSearchParams(
      watched.map((name) => [name, String(all.get(name) ?? '')]).filter(([, value]) => value !== ''),
    );
    if (query.toString() === asked || String(all.get('name') ?? '').length < 3) return;
    asked = query.toString();
    try {
      const response = await fetch(`${location.pathname}/duplicates?${query}`);
      if (response.ok && asked === query.toString()) show((await response.json()) as Answer);
    } catch {
      // offline: the check is made again when the form is sent
    }
  };

  const show = ({ title, lines }: Answer) => {
    place.replaceChildren();
    place.className = lines.length > 0 ? 'warning' : '';
    if (lines.length === 0) return;
    const heading = document.createElement('p');
    heading.textContent = title;
    const list = document.createElement('ul');
    for (const line of lines) {
      const item = document.createElement('li');
      const name = document.createElement(line.href ? 'a' : 'span');
      name.textContent = line.name;
      if (line.href) name.setAttribute('href', line.href);
      item.append(name, ` (${line.why})`);
      list.append(item);
    }
    place.append(heading, list);
  };

  form.addEventListener('input', (event) => {
    if (!watched.includes((event.target as HTMLInputElement).name)) return;
    clearTimeout(timer);
    timer = window.setTimeout(ask, 400);
  });

  // What was typed before this script woke up.
  const fields = watched
    .map((name) => form.elements.namedItem(name))
    .filter((field) => field instanceof HTMLInputElement);
  if (fields.some((field) => field.value !== field.defaultValue)) void ask();
}
