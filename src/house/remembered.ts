/** Keeps what was worked out, up to a thousand of each: then begins anew, so that it never grows without end. */
export function remembered<K, V>(work: (value: K) => V): (value: K) => V {
  const known = new Map<K, V>();
  return (value) => {
    const kept = known.get(value);
    if (kept !== undefined) return kept;
    const made = work(value);
    if (known.size >= 1_000) known.clear();
    known.set(value, made);
    return made;
  };
}
