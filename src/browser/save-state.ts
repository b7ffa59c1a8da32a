/** The line beside the rating form that says whether everything is saved. Its words come with the page. */
export type SaveState = {
  say: (what: 'saved' | 'saving' | 'unsent' | 'conflict') => void;
  isUnsent: () => boolean;
};

export function saveStateIn(line: HTMLElement): SaveState {
  return {
    isUnsent: () => line.dataset.state === 'unsent',
    say: (what) => {
      if (line.dataset.state === what && what !== 'saved') return; // said once is enough, also for a screen reader
      line.dataset.state = what;
      line.textContent = `${line.dataset[what] ?? ''}${what === 'saved' ? ` ${clock()}` : ''}`;
    },
  };
}

const clock = () =>
  new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
