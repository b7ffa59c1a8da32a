/**
 * The numbers in the names of what tests make. Each file begins anew, so that what it makes is called the same
 * whichever files its worker tried before: a search for "0177" once found the 3177th organization.
 */
let count = 0;

export const nextNumber = (): number => ++count;

export const beginNumbers = (): void => {
  count = 0;
};
