/**
 * What every component may know without being told: the reader's language, and the form that it is part of. Nothing
 * about any room.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FieldErrors } from '../house/errors.ts';
import type { Language } from '../house/messages.ts';
import type { Opened } from './opened.ts';

/**
 * What is the same for all of a page. A page is rendered in one go, without waiting for anything, so it stands beside
 * the rendering: a context, which hands it down to each component that asks, takes longer than most components do.
 */
export function perPage<T>(): { during: <R>(value: T, render: () => R) => R; use: () => T } {
  let here: { value: T } | null = null;
  return {
    during: (value, render) => {
      here = { value };
      try {
        return render();
      } finally {
        here = null;
      }
    },
    use: () => {
      if (!here) throw new Error('This is known only while a page is rendered.');
      return here.value;
    },
  };
}

export const languageHere = perPage<Language>();
export const useLanguage = languageHere.use;

/** Who reads the page, "" for a visitor: forms are marked with it. */
export const readerHere = perPage<string>();

/** What was typed, or is stored, by field name; several values for check boxes. */
export type Values = Record<string, string | string[] | undefined>;
/** A form that comes back: what was typed, what is wrong with it, and, after a conflict, what somebody else saved. */
export type Again = {
  values: Values;
  errors: FieldErrors;
  theirs?: Record<string, string>;
  /** The key of the form that was sent, when it is not known whether it was accepted. */
  key?: string | undefined;
};

/** `initial` and `opened` only in forms for what somebody else may edit at the same time. */
export type FormState = { values: Values; errors: FieldErrors; initial?: Values; opened?: Opened };
export const FormContext = createContext<FormState>({ values: {}, errors: {} });
export const useForm = () => useContext(FormContext);
