/** An answer that is sent while it is made. Nothing is asked for before there is room for it, and a reader who leaves ends the work. */
import { ReadableStream as Stream } from 'node:stream/web';

export const streamOf = (pieces: AsyncGenerator<Uint8Array>): BodyInit => Stream.from(pieces) as unknown as ReadableStream;
