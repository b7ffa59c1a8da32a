/**
 * Writes test/files/corpus: small files, good and hostile, as lists arrive at a library. Run with `node
 * test/files/make-corpus.ts` after a change here; what it writes is checked in. What each file is to be read as stands
 * in corpus/expected.json, which is written by hand. All names, numbers and addresses are invented.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { badBooks } from './making/bad-books.ts';
import { badText } from './making/bad-text.ts';
import { books } from './making/books.ts';
import { cards } from './making/cards.ts';
import { packages } from './making/packages.ts';
import { text } from './making/text.ts';
import { wrongTypes } from './making/wrong-types.ts';

const corpus = join(import.meta.dirname, 'corpus');
for (const part of [text, cards, packages, books, badText, badBooks, wrongTypes]) {
  for (const [name, content] of Object.entries(part())) {
    const path = join(corpus, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
