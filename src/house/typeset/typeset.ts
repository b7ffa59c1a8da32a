/**
 * Documents of words as PDF: tagged (PDF/UA-1), so that they can be read aloud, set by Typst. This is the one place
 * that knows it; it runs in a thread of its own (apart.ts), because it takes long and is another's native code. What is
 * set comes as data beside the template, so that nothing anybody wrote is ever taken for markup.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompileDocArgs, NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { oneApart, type Piece } from '../apart.ts';
import type { Locale } from '../ctx.ts';
import { root } from '../data.ts';
import { Queue } from '../places.ts';
import { fontsFolder, legibleIn } from './legible.ts';

export type Paper = 'letter' | 'a4';

/** `template` is the path of a .typ file below src/, which reads `data`; `title` is asked for by the standard. */
export type Typesetting = {
  template: string;
  locale: Locale;
  title: string;
  paper: Paper;
  data: object;
  /** Pictures that the template shows, under the paths by which it names them, below src/. */
  files?: Record<string, Uint8Array>;
  /** At most so many pages: the letters become smaller, down to what can still be read. */
  pages?: number;
  /** Letters may be so large, in points, where there is room: for what is held in the hand and read by many. */
  largest?: number;
  /** When it is said to be made, in milliseconds: the same data at the same moment gives the same bytes. */
  made: number;
};

/** Points; from what is comfortable to what can just be read on paper. */
const SIZES = [13, 12.25, 11.5, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7];

const USUAL = 10.5;

/** Whether this machine has a build of it: it is an optional dependency, and not every machine does. */
export function canTypeset(): boolean {
  const folder = join(root, 'node_modules/@myriaddreamin');
  built ??= existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('typst-ts-node-compiler-'));
  return built;
}
let built: boolean | undefined;

const queue = new Queue({ atOnce: 1, waiting: 6 });

/** The bytes of the PDF. */
export async function typeset(piece: Typesetting, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return queue.do(() => oneApart('typeset', [{ piece }], { seconds: 60, megabytes: 600, signal }));
}

/** In the thread. */
export async function* typesetOf(input: AsyncIterable<Typesetting>): AsyncGenerator<Piece> {
  for await (const asked of input) {
    const bytes = await set(asked);
    yield { piece: bytes, hand: [bytes.buffer] };
  }
}

async function set({ template, locale, title, paper, data, made, files = {}, ...fit }: Typesetting) {
  const { NodeCompiler, PdfStandard } = await import('@myriaddreamin/typst-ts-node-compiler');
  const compiler = NodeCompiler.create({ workspace: join(root, 'src'), fontArgs: [{ fontPaths: [fontsFolder] }] });
  for (const [path, bytes] of Object.entries(files)) compiler.mapShadow(join(root, 'src', path), Buffer.from(bytes));
  const legible = legibleIn(locale);
  const source = readFileSync(join(root, 'src', template), 'utf8');
  const compiled = (size: number) =>
    compile(compiler, {
      mainFileContent: source,
      inputs: { data: JSON.stringify(legible({ ...data, title, locale })), paper: PAPERS[paper], size: `${size}` },
    });
  const document = fitting(compiled, fit);
  const pdf = compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, creationTimestamp: Math.floor(made / 1000) });
  return new Uint8Array(pdf);
}

const PAPERS = { letter: 'us-letter', a4: 'a4' } as const satisfies Record<Paper, string>;

type Compiled = NonNullable<ReturnType<NodeCompiler['compile']>['result']>;

function compile(compiler: NodeCompiler, args: CompileDocArgs): Compiled {
  const done = compiler.compile(args);
  const { result } = done;
  if (!result) throw new Error(`A document could not be set: ${JSON.stringify(done.takeDiagnostics())}`);
  return result;
}

/** The largest letters that fit the pages; where none do, the smallest. */
type Fit = Pick<Typesetting, 'pages' | 'largest'>;

function fitting(compiled: (size: number) => Compiled, { pages, largest = USUAL }: Fit): Compiled {
  const [first = USUAL, ...smaller] = SIZES.filter((size) => size <= largest);
  let document = compiled(first);
  for (const size of smaller) {
    if (pages === undefined || document.numOfPages <= pages) break;
    document = compiled(size);
  }
  return document;
}
