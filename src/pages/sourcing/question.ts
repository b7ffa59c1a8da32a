/** The question that an address puts to a list, to be put again: one comes back to the list one is working through. */
export const questionIn = (url: URL): Record<string, string> => Object.fromEntries(url.searchParams);
