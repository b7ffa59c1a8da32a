/** Sends changed ratings to the server: one save at a time, again after a while when the line is broken. */
import { type Answer, putBack, type Ratings, settle, takeChanged } from './ratings.ts';
import { keepOnDevice } from './ratings-on-device.ts';
import type { SaveState } from './save-state.ts';

/** Milliseconds until the next save, when one went well and when one did not. */
const [SOON, LATER] = [300, 5000];

export type Sender = {
  /** Saves after so many milliseconds, unless another save is planned before that. */
  plan: (delay: number) => void;
  /** From now on only the form's own "Save" saves. */
  stop: () => void;
  isStopped: () => boolean;
  /** The form is about to be sent as a whole, and takes over. */
  giveWay: (event: SubmitEvent) => void;
};

export function senderOf(ratings: Ratings, state: SaveState): Sender {
  let timer: number | undefined;
  let sending = false;
  let stopped = false;
  let afterwards: (() => void) | undefined;

  const send = async () => {
    if (sending || stopped || ratings.changed.size === 0) return;
    sending = true;
    state.say('saving');
    stopped = (await save(ratings, state)) === 'conflict';
    sending = false;
    keepOnDevice(ratings);
    if (afterwards) afterwards();
    else if (ratings.changed.size > 0 && !stopped) plan(state.isUnsent() ? LATER : SOON);
  };
  const plan = (delay: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(send, delay);
  };
  const stop = () => {
    stopped = true;
  };
  const giveWay = (event: SubmitEvent) => {
    clearTimeout(timer);
    if (!sending) return stop();
    // A save under way will change the version: the form follows when it has its answer.
    event.preventDefault();
    afterwards = () => ratings.form.requestSubmit(event.submitter);
  };
  return { plan, stop, isStopped: () => stopped, giveWay };
}

/** One save, and what is said of it. */
async function save(ratings: Ratings, state: SaveState): Promise<'taken' | 'conflict' | 'unsent'> {
  const body = takeChanged(ratings);
  try {
    const isTaken = settle(ratings, body, await post(body));
    if (isTaken) state.say(ratings.changed.size > 0 ? 'saving' : 'saved');
    else state.say('conflict');
    return isTaken ? 'taken' : 'conflict';
  } catch {
    putBack(ratings);
    state.say('unsent');
    return 'unsent';
  } finally {
    ratings.sending = [];
  }
}

async function post(body: URLSearchParams): Promise<Answer> {
  const address = location.pathname.replace(/\/rate$/, '/autosave');
  const response = await fetch(address, { method: 'POST', body, redirect: 'error' });
  if (!response.ok && response.status !== 409) throw new Error(String(response.status));
  return response.json();
}
