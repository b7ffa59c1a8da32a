/** The search that an address holds, to come back to the same list after an answer. */
export const questionIn = (url: URL): Record<string, string> => Object.fromEntries(url.searchParams);
