/**
 * A zip that is sent while it is made: file after file, piece after piece, in the memory of one piece. Packing is
 * zlib's, which does it beside the event loop.
 */
import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, ZipPassThrough } from 'fflate';

/** `chunks` are the file's bytes, or `packed` is what was packed before. */
export type ZipFile =
  | { name: string; chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }
  | { name: string; packed: Packed };

/** `at` is the time the files carry. */
export async function* zipped(files: AsyncIterable<ZipFile>, at: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  for await (const file of files) {
    const entry = new ZipEntry(file.name);
    entry.mtime = at;
    zip.add(entry);
    const packed = 'packed' in file ? file.packed : new Packed();
    if ('chunks' in file) {
      for await (const chunk of file.chunks) {
        await packed.add(chunk);
        for (const piece of packed.take()) entry.ondata(null, piece, false);
        yield* ready.splice(0);
      }
    }
    await packed.end();
    Object.assign(entry, { crc: packed.crc, size: packed.size });
    for (const piece of packed.take()) entry.ondata(null, piece, false);
    entry.ondata(null, new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

/** A zip entry whose size and checksum are set at the end, because its bytes were compressed elsewhere. */
class ZipEntry extends ZipPassThrough {
  constructor(name: string) {
    super(name);
    this.compression = 8;
  }
}

/**
 * A stream through zlib: compressed bytes can be taken as they come, and at the end the size and checksum of the input
 * are known.
 */
export class Packed {
  readonly #deflate = createDeflateRaw();
  readonly #ready: Uint8Array<ArrayBuffer>[] = [];
  crc = 0;
  size = 0;

  constructor() {
    this.#deflate.on('data', (piece: Uint8Array<ArrayBuffer>) => this.#ready.push(piece));
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.crc = crc32(chunk, this.crc);
    this.size += chunk.length;
    await new Promise<void>((done, fail) => this.#deflate.write(chunk, (error) => (error ? fail(error) : done())));
  }

  async end(): Promise<void> {
    const ended = once(this.#deflate, 'end');
    this.#deflate.end();
    await ended;
  }

  take(): Uint8Array<ArrayBuffer>[] {
    return this.#ready.splice(0);
  }
}
