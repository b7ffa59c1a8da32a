/** The button that turns the search key off and on. Without script there is no such key, and no button. */
import { slashIsOn, turnSlash } from './slash.ts';

const place = document.querySelector<HTMLElement>('[data-island="keys-switch"]');
if (place) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet-button';
  const say = () => {
    button.textContent = (slashIsOn() ? place.dataset.off : place.dataset.on) ?? '';
  };
  button.addEventListener('click', () => {
    turnSlash(!slashIsOn());
    say();
  });
  say();
  place.append(button);
  place.hidden = false;
}
