/** Sends what was written in an interview: what changed since the last time, again after a while without a network. */
import { type Base, isEmpty, keep, type Shelf } from './interview-on-device.ts';

export type Standing = Record<string, { writer: string; counter: number; body: string; who: string }[]>;
type Answer = { saved: Record<string, number>; standing: Standing };
export type State = 'saved' | 'saving' | 'unsent' | 'signin' | 'refused' | 'full';
export type Told = { say: (state: State, why?: string) => void; stands: (standing: Standing) => void };

/** Milliseconds: after the last key; after a failure, longer each time. */
const SOON = 900;
const [FIRST, LONGEST] = [3000, 60_000];
/** Pieces, and looks whether one is still on its way. */
const FLUSHES = 60;
/** Characters of one sending, well below what a form may have. */
const AT_ONCE = 150_000;

export type Sender = {
  shelf: Shelf;
  write: (question: string, body: string, base: Base) => void;
  consent: (said: string) => void;
  send: (delay?: number) => void;
  /** Sends all that waits; false where it could not. */
  flush: () => Promise<boolean>;
};

export function senderOf(draft: string, shelf: Shelf, { say, stands }: Told): Sender {
  let counter = Math.max(0, ...Object.values(shelf.answers).map((each) => each.counter));
  let timer: number | undefined;
  let pause = FIRST;
  let busy = false;

  const note = () => {
    if (!keep(draft, shelf)) say('full');
    else if (navigator.onLine) say('saving');
    else say('unsent');
  };
  const send = (delay = SOON) => {
    clearTimeout(timer);
    timer = window.setTimeout(go, delay);
  };
  const go = async (): Promise<void> => {
    if (busy || isEmpty(shelf)) return;
    busy = true;
    const part = partOf(shelf);
    const outcome = await post(shelf, part);
    busy = false;
    if (outcome.kind === 'taken') {
      forget(shelf, part, outcome.answer);
      keep(draft, shelf);
      stands(outcome.answer.standing);
      pause = FIRST;
      if (isEmpty(shelf)) say('saved');
      else send(0);
    } else if (outcome.kind === 'unsent') {
      say('unsent');
      send(pause);
      pause = Math.min(pause * 2, LONGEST);
    } else {
      // A consent that somebody changed meanwhile is theirs; the words are still to be sent.
      if (outcome.of?.includes('said')) shelf.said = '';
      keep(draft, shelf);
      say(outcome.kind, outcome.why);
      if (outcome.of?.includes('said') && !isEmpty(shelf)) send(FIRST);
    }
  };
  const flush = async (): Promise<boolean> => {
    clearTimeout(timer);
    for (let tries = 0; tries < FLUSHES && !isEmpty(shelf); tries++) {
      if (busy) await new Promise((done) => setTimeout(done, 100));
      else await go();
      clearTimeout(timer);
    }
    return isEmpty(shelf);
  };
  return {
    shelf,
    write: (question, body, base) => {
      counter += 1;
      shelf.answers[question] = { body, counter, base: shelf.answers[question]?.base ?? base };
      note();
      send();
    },
    consent: (said) => {
      shelf.said = said;
      note();
      send(200);
    },
    send,
    flush,
  };
}

type Part = { said: string; questions: string[]; counters: Record<string, number> };

/** As many answers as go at once; one at least, however long. */
function partOf({ said, answers }: Shelf): Part {
  const questions: string[] = [];
  let size = 0;
  // After a no nothing is taken, so that is said by itself.
  if (said === 'none') return { said, questions, counters: {} };
  for (const [question, { body }] of Object.entries(answers)) {
    size += body.length;
    if (questions.length > 0 && size > AT_ONCE) break;
    questions.push(question);
  }
  const counters = Object.fromEntries(questions.map((question) => [question, answers[question]?.counter ?? 0]));
  return { said, questions, counters };
}

/** What arrived as it is now is kept here no longer; what was changed meanwhile is. */
function forget(shelf: Shelf, { said, counters }: Part, { saved }: Answer): void {
  if (said && shelf.said === said) {
    shelf.said = '';
    shelf.from = said;
  }
  for (const [question, counter] of Object.entries(saved))
    if (counters[question] === counter && shelf.answers[question]?.counter === counter) delete shelf.answers[question];
}

type Outcome =
  | { kind: 'taken'; answer: Answer }
  | { kind: 'unsent'; why?: undefined }
  | { kind: 'signin' | 'refused'; why: string; of?: string[] };

async function post({ writer, guide, answers, from }: Shelf, { said, questions }: Part): Promise<Outcome> {
  const body = new FormData();
  const sent = questions.map((question) => ({ question, ...answers[question] }));
  body.set('sent', JSON.stringify({ writer, guide, answers: sent }));
  if (said) {
    body.set('said', said);
    body.set('said_from', from);
  }
  try {
    const address = location.pathname.replace(/\/hold$/, '/answers');
    const response = await fetch(address, { method: 'POST', body, redirect: 'manual' });
    if (response.type === 'opaqueredirect' || response.status === 401) return { kind: 'signin', why: '' };
    if (response.status === 422) return { kind: 'refused', ...(await response.json()) };
    if (response.status === 403 || response.status === 404) return { kind: 'refused', why: '' };
    if (!response.ok) return { kind: 'unsent' };
    return { kind: 'taken', answer: await response.json() };
  } catch {
    return { kind: 'unsent' };
  }
}
