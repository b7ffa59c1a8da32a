/**
 * Names as they fit beside a mark in a picture: their first words that tell them apart. What all begin with says
 * nothing there, so it is left out.
 */
const MOST = 22;

export function shortNames(names: readonly string[]): string[] {
  const words = names.map((name) => name.split(/\s+/).filter(Boolean));
  const same = sharedStart(words);
  return words.map((own, at) => {
    const rest = own.slice(Math.min(same, own.length - 1));
    const others = words.filter((_, other) => other !== at).map((each) => each.slice(same).join(' '));
    return cut(apart(rest, others));
  });
}

/** How many words all begin with. */
function sharedStart(all: string[][]): number {
  if (all.length < 2) return 0;
  const [first = []] = all;
  const differs = first.findIndex((word, at) => all.some((each) => each[at] !== word));
  return differs < 0 ? 0 : differs;
}

/** As few words as no other begins with, but two where they are short. */
function apart(words: string[], others: string[]): string {
  for (let count = 1; count < words.length; count++) {
    const start = words.slice(0, count).join(' ');
    if (start.length >= 8 && !others.some((other) => other.startsWith(start))) return start;
  }
  return words.join(' ');
}

const cut = (text: string) => ([...text].length <= MOST ? text : `${[...text].slice(0, MOST - 1).join('')}…`);
