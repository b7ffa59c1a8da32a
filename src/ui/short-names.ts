/**
 * Names as they fit beside a mark in a picture: their first words that tell them apart. What all begin with says
 * nothing there, so it is left out. Two different names never become the same one: where a cut would do that, what
 * those few begin with is left out, too, and what cannot be told apart even so stays whole.
 */
const MOST = 22;

export function shortNames(names: readonly string[]): string[] {
  const short = shortened(names);
  const alike = (each: string) => names.filter((_, at) => short[at] === each);
  const again = names.map((name, at) => {
    const among = [...new Set(alike(short[at] ?? ''))];
    return (among.length > 1 ? shortened(among)[among.indexOf(name)] : short[at]) ?? name;
  });
  return names.map((name, at) =>
    names.some((other, there) => other !== name && again[there] === again[at]) ? name : (again[at] ?? name),
  );
}

function shortened(names: readonly string[]): string[] {
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
