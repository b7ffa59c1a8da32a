/** Whether "/" searches on this device: it does, until somebody turns it off. */
const NAME = 'slash';

export const slashIsOn = (): boolean => localStorage.getItem(NAME) !== 'off';
export const turnSlash = (on: boolean): void =>
  on ? localStorage.removeItem(NAME) : localStorage.setItem(NAME, 'off');
