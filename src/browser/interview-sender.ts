/** Sends what was written in an interview: what changed since the last time, again after a while without a network. */
import { type Base, isEmpty, keep, type Shelf } from './interview-on-device.ts';

export type Standing = Record<string, { writer: string; counter: number; body: string; who: string }[]>;
type Answer = { saved: Record<string, number>; standing: Standing };
export type State = 'saved' | 'saving' | 'unsent' | 'signin' | 'refused' | 'full';
/** `agreed`: the consent that stands, which is not the one that was chosen here. */
export type Told = {
  say: (state: State, why?: string) => void;
  stands: (standing: Standing) => void;
  agreed: (consent: string) => void;
};

/** Milliseconds: after the last key; after a failure, longer each time. */
const SOON = 900;
const [FIRST, LONGEST] = [3000, 60_000];
/** Characters of one sending, well below what a form may have. */
const AT_ONCE = 150_000;

export type Sender = {
  shelf: Shelf;
  write: (question: string, body: string, base: Base) => void;
  consent: (said: string) => void;
  send: (delay?: number) => void;
  /** Sends all that waits. */
  flush: () => Promise<Outcome['kind']>;
};

export function senderOf(draft: string, shelf: Shelf, { say, stands, agreed }: Told): Sender {
  let timer: number | undefined;
  let pause = FIRST;
  let busy = false;

  let isFull = false;
  /** Of what this device could not keep it is not said that it is here. */
  const sayUnsent = () => say(isFull ? 'full' : 'unsent');
  const note = () => {
    isFull = !keep(draft, shelf);
    if (isFull) say('full');
    else if (navigator.onLine) say('saving');
    else sayUnsent();
  };
  const send = (delay = SOON) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (!busy && !isEmpty(shelf)) go();
    }, delay);
  };
  const later = () => {
    send(pause);
    pause = Math.min(pause * 2, LONGEST);
  };
  /** One piece. What became of it; as if unsent where the server took nothing of it. */
  const go = async (): Promise<Outcome['kind']> => {
    busy = true;
    const part = partOf(shelf);
    const outcome = await post(shelf, part);
    busy = false;
    if (outcome.kind === 'taken') {
      const fewer = forget(shelf, part, outcome.answer);
      isFull = !keep(draft, shelf);
      stands(outcome.answer.standing);
      if (!fewer) {
        later();
        return 'unsent';
      }
      pause = FIRST;
      if (isEmpty(shelf)) say('saved');
      else send(0);
    } else if (outcome.kind === 'unsent') {
      sayUnsent();
      later();
    } else {
      // A consent that somebody changed meanwhile is theirs; the words are still to be sent.
      const theirs = outcome.of?.includes('said') ? outcome.consent : undefined;
      if (theirs !== undefined) {
        shelf.said = '';
        shelf.from = theirs;
        agreed(theirs);
      }
      keep(draft, shelf);
      say(outcome.kind, outcome.why);
      if (theirs !== undefined && !isEmpty(shelf)) send(FIRST);
    }
    return outcome.kind;
  };
  const flush = async (): Promise<Outcome['kind']> => {
    while (!isEmpty(shelf)) {
      if (busy) await new Promise((done) => setTimeout(done, 100));
      else {
        const became = await go();
        if (became !== 'taken') return became;
      }
    }
    return 'taken';
  };
  return {
    shelf,
    write: (question, body, base) => {
      shelf.counter += 1;
      shelf.answers[question] = { body, counter: shelf.counter, base: shelf.answers[question]?.base ?? base };
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

/** What arrived as it is now is kept here no longer; what was changed meanwhile is. True where the server took something. */
function forget(shelf: Shelf, { said, counters }: Part, { saved }: Answer): boolean {
  // Another choice, made meanwhile, was made after this one.
  if (said) shelf.from = said;
  if (said && shelf.said === said) shelf.said = '';
  const taken = Object.entries(saved).filter(([question, counter]) => counters[question] === counter);
  for (const [question, counter] of taken)
    if (shelf.answers[question]?.counter === counter) delete shelf.answers[question];
  return said !== '' || taken.length > 0;
}

type Outcome =
  | { kind: 'taken'; answer: Answer }
  | { kind: 'unsent'; why?: undefined }
  | { kind: 'signin' | 'refused'; why: string; of?: string[]; consent?: string };

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
