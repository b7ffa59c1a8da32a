/**
 * The page of an interview on the road. What is typed is on this device at once, and goes to the server when there is a
 * network; until it is there the bar says so. The device keeps nothing that has arrived. The page itself opens without
 * a network through a service worker, over https or on one's own machine.
 */
import { type Base, claim, isEmpty, left, newWriter, type Shelf, type Waiting } from './interview-on-device.ts';
import { type Sender, type Standing, type State, senderOf } from './interview-sender.ts';

const form = document.querySelector<HTMLFormElement>('form[data-island="interview"]');
if (form) upgrade(form).catch(() => {});

const fieldOf = (form: HTMLFormElement, question: string) =>
  form.querySelector<HTMLTextAreaElement>(`textarea[name="q.${CSS.escape(question)}"]`);

async function upgrade(form: HTMLFormElement): Promise<void> {
  openWithoutNetwork();
  const draft = form.dataset.draft ?? '';
  const mine = await adopted(form, draft);
  const sender = senderOf(draft, mine, {
    say: sayIn(form),
    stands: (standing) => show(form, mine.writer, standing),
    agreed: (consent) => choose(form, consent),
  });
  // What was typed before this script was there, and what came back after a reload.
  for (const field of form.querySelectorAll<HTMLTextAreaElement>('textarea')) {
    const question = field.name.slice(2);
    const kept = mine.answers[question];
    const typed = field.value !== field.defaultValue;
    if (kept && !typed) putBack(field, kept);
    if (typed && field.value !== kept?.body) sender.write(question, field.value, baseOf(field));
  }
  if (mine.said) choose(form, mine.said);
  listen(form, sender);
  if (document.querySelector('[data-copy]') && isEmpty(mine)) await leaveIfClosed();
  sender.send(0);
}

/** The first of what was left is gone on with; others are sent as they are, and stand beside it. */
async function adopted(form: HTMLFormElement, draft: string): Promise<Shelf> {
  const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
  const [first, ...rest] = await left(draft);
  for (const shelf of rest) senderOf(draft, shelf, { say: () => {}, stands: () => {}, agreed: () => {} }).send(0);
  if (first) {
    // Where no consent waits, one that is chosen now is chosen after what the page shows.
    if (first.said === '') first.from = value('said_from');
    return first;
  }
  const fresh = {
    writer: newWriter(),
    guide: value('guide'),
    said: '',
    from: value('said_from'),
    counter: 0,
    answers: {},
  };
  await claim(fresh.writer);
  return fresh;
}

/** What waits here began from what the page had then; what stands now and it did not see is shown beside it. */
function putBack(field: HTMLTextAreaElement, { body, base }: Waiting): void {
  const section = field.closest<HTMLElement>('[data-question]');
  const said = base.map(({ writer, counter }) => `${writer}:${counter}`).join(' ');
  if (section && section.dataset.base !== said && field.defaultValue.trim() !== '')
    showIn(section, [{ who: section.dataset.who ?? '', body: field.defaultValue }]);
  if (section) section.dataset.base = said;
  // The form as a whole says the same.
  const hidden = section?.querySelector<HTMLInputElement>('input[name^="base."]');
  if (hidden) hidden.value = said;
  field.value = body;
}

function listen(form: HTMLFormElement, sender: Sender): void {
  form.addEventListener('input', (event) => {
    const field = event.target;
    if (field instanceof HTMLTextAreaElement) sender.write(field.name.slice(2), field.value, baseOf(field));
    else if (field instanceof HTMLInputElement && field.name === 'said') sender.consent(field.value);
  });
  window.addEventListener('online', () => sender.send(0));
  // The form as a whole says the same once more; before it goes, what waits has arrived, so that nothing stays here.
  let flushed = false;
  form.addEventListener('submit', (event) => {
    // While it is being submitted a form ignores to be submitted again, so with nothing to wait for this one just goes.
    if (flushed || isEmpty(sender.shelf)) return;
    event.preventDefault();
    sender.flush().then((outcome) => {
      // What was refused goes with the form, whose page says why and loses nothing.
      flushed = outcome !== 'unsent';
      if (flushed) form.requestSubmit(event.submitter);
    });
  });
}

/** The lines that the field began from, as the page had them. */
function baseOf(field: HTMLTextAreaElement): Base {
  const said = field.closest<HTMLElement>('[data-question]')?.dataset.base ?? '';
  return said
    .split(' ')
    .filter(Boolean)
    .map((each) => ({ writer: each.split(':')[0] ?? '', counter: Number(each.split(':')[1]) }));
}

/** As it was chosen, or as it stands after somebody else's choice. */
function choose(form: HTMLFormElement, said: string): void {
  for (const radio of form.querySelectorAll<HTMLInputElement>('input[name="said"]'))
    radio.checked = radio.value === said;
}

const sayIn = (form: HTMLFormElement) => (state: State, why?: string) => {
  const line = form.querySelector<HTMLElement>('[data-save-state]');
  if (!line) return;
  window.onbeforeunload = state === 'full' ? (event) => event.preventDefault() : null;
  const words = why || line.dataset[state] || '';
  if (line.dataset.state === state && line.textContent === words) return;
  line.dataset.state = state;
  line.textContent = words;
};

/** What others have written meanwhile stands below the field. */
function show(form: HTMLFormElement, writer: string, standing: Standing): void {
  for (const section of form.querySelectorAll<HTMLElement>('[data-question]')) {
    const box = section.querySelector<HTMLElement>('.others');
    const question = section.dataset.question ?? '';
    const mine = fieldOf(form, question)?.value.trim();
    // What the page was opened with is in the field, or beside it, already.
    const seen = new Set((section.dataset.base ?? '').split(' '));
    const others = (standing[question] ?? []).filter(
      (each) => each.writer !== writer && each.body !== mine && !seen.has(`${each.writer}:${each.counter}`),
    );
    if (box && (others.length > 0 || standing[question])) showIn(section, others);
  }
}

function showIn(section: HTMLElement, others: { who: string; body: string }[]): void {
  const box = section.querySelector<HTMLElement>('.others');
  box?.replaceChildren(
    ...others.flatMap(({ who, body }) => {
      const head = document.createElement('p');
      head.className = 'quiet';
      head.textContent = `${box.dataset.others ?? ''} ${who}`;
      const text = document.createElement('blockquote');
      text.className = 'prose';
      text.textContent = body;
      return [head, text];
    }),
  );
}

/** A copy of a page that one may not open any more, and on which nothing waits, goes. */
async function leaveIfClosed(): Promise<void> {
  const answer = await fetch(location.pathname, { method: 'HEAD' }).catch(() => null);
  if (!answer || ![403, 404].includes(answer.status)) return;
  const scope = location.origin + location.pathname;
  await caches.delete(`interview ${scope}`);
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
  location.reload();
}

/** Over plain http from another machine browsers allow no service worker; then the page says that it needs a network. */
async function openWithoutNetwork(): Promise<void> {
  const line = document.querySelector<HTMLElement>('[data-offline-ready]');
  const scope = location.pathname;
  try {
    const registration = await navigator.serviceWorker.register(`${scope}/worker.js`, { scope });
    await activated(registration.active ?? registration.installing ?? registration.waiting);
    if (line) line.textContent = line.dataset.offlineReady ?? '';
  } catch {
    if (line) line.textContent = line.dataset.offlineNot ?? '';
  }
}

/** Then its copy of the page is there. */
const activated = (worker: ServiceWorker | null): Promise<void> =>
  new Promise((done, failed) => {
    const look = () => {
      if (worker?.state === 'activated') done();
      if (!worker || worker.state === 'redundant') failed(new Error('The page could not be kept.'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
