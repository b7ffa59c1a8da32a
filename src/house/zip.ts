/** A zip that is sent while it is made: file after file, piece after piece, in the memory of one piece. */
import { Zip, ZipDeflate } from 'fflate';

export type ZipFile = { name: string; chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** `at` is the time the files carry. */
export async function* zipped(files: AsyncIterable<ZipFile>, at: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  for await (const { name, chunks } of files) {
    const entry = new ZipDeflate(name);
    entry.mtime = at;
    zip.add(entry);
    for await (const chunk of chunks) {
      entry.push(chunk);
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
