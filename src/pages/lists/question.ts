/** What a list is asked, as the query of its address: only what differs from the plain list. */
type Asked<Filter> = {
  questionOf: (filter: Partial<Filter>) => Record<string, string>;
  /** The same as text, without the page: what a saved view keeps. */
  queryOf: (filter: Partial<Filter>) => string;
};

/** `plain` is what need not be said. */
export function askedOf<Filter extends object>(plain: Partial<Record<keyof Filter, string>>): Asked<Filter> {
  const questionOf = (filter: Partial<Filter>) =>
    Object.fromEntries(
      Object.entries(filter)
        .map(([name, value]) => [name, String(value)] as const)
        .filter(([name, value]) => value !== '' && value !== plain[name as keyof Filter]),
    );
  const queryOf = (filter: Partial<Filter>) => {
    const { page: _, ...rest } = questionOf(filter);
    return new URLSearchParams(rest).toString();
  };
  return { questionOf, queryOf };
}
