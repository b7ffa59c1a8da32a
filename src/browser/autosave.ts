/**
 * Saves the rating form while one goes. Only cells that changed are sent, those first that changed before this script
 * was there; until the server says so the state reads "not yet sent", and a copy stays on this device, so that a lost
 * connection or a closed window loses nothing.
 */
import { cellOf, sentAndGiven } from './rating-fields.ts';
import { answerByKeys } from './rating-keys.ts';
import { type Ratings, ratingsIn } from './ratings.ts';
import { keepOnDevice, restoreFromDevice } from './ratings-on-device.ts';
import { type Sender, senderOf } from './ratings-sender.ts';
import { type SaveState, saveStateIn } from './save-state.ts';

const form = document.querySelector<HTMLFormElement>('form[data-island="autosave"]');
const line = document.querySelector<HTMLElement>('[data-save-state]');
if (form && line) upgrade(form, line);

type Autosave = { ratings: Ratings; state: SaveState; sender: Sender };

function upgrade(form: HTMLFormElement, line: HTMLElement): void {
  const { sent, given } = sentAndGiven(form);
  const ratings = ratingsIn(form, sent);
  const state = saveStateIn(line);
  const sender = senderOf(ratings, state);
  const autosave = { ratings, state, sender };
  form.addEventListener('input', (event) => noteInput(autosave, event.target as HTMLInputElement));
  window.addEventListener('online', () => sender.plan(0));
  form.addEventListener('submit', sender.giveWay);
  answerByKeys(form);
  start(autosave, given);
}

function start(autosave: Autosave, given: Set<string>): void {
  // After a refusal the form holds what was sent, not what the server has: whoever reads why saves by hand, and until
  // then all stays here.
  const refused = document.querySelector('[role="alert"]') !== null;
  if (refused) autosave.sender.stop();
  else takeUp(autosave, given);
}

/** Takes up what waits on this device, and what was `given` before this script was there. */
function takeUp({ ratings, state, sender }: Autosave, given: Set<string>): void {
  const contested = restoreFromDevice(ratings, given);
  const waited = ratings.changed.size > 0;
  for (const name of given) ratings.changed.add(cellOf(name) ?? '');
  for (const radio of ratings.form.querySelectorAll<HTMLInputElement>('input:checked'))
    if (given.has(radio.name)) openNote(radio);
  if (contested) sender.stop();
  keepOnDevice(ratings);
  if (ratings.changed.size === 0) return;
  state.say(contested ? 'conflict' : waited ? 'unsent' : 'saving');
  if (!contested) sender.plan(300);
}

/** A score is sent sooner than a text, which is still being typed. */
function noteInput({ ratings, state, sender }: Autosave, field: HTMLInputElement): void {
  const cell = cellOf(field.name);
  if (!cell) return;
  ratings.changed.add(cell);
  keepOnDevice(ratings);
  const isScore = field.type === 'radio';
  if (isScore) openNote(field);
  if (sender.isStopped()) return;
  if (!state.isUnsent()) state.say('saving');
  sender.plan(isScore ? 150 : 900);
}

/** These scores are asked for a reason: the place for it opens. */
function openNote(score: HTMLInputElement): void {
  if (!['1', '2', '5'].includes(score.value)) return;
  const note = score.closest('.cell')?.querySelector('details');
  if (note) note.open = true;
}
