/**
 * A response that is sent while it is produced. The next piece is requested only when the client has room for it. A
 * client who leaves, or takes nothing for a minute, ends the work and frees what it holds.
 */
import { ReadableStream as Stream } from 'node:stream/web';

const PATIENCE = 60_000;

/** `ended` is called once, however it ends. */
export function streamOf(
  pieces: AsyncGenerator<Uint8Array>,
  ended: () => void = () => {},
  patience = PATIENCE,
): BodyInit {
  let waiting: NodeJS.Timeout | undefined;
  const end = async () => {
    clearTimeout(waiting);
    try {
      await pieces.return(undefined);
    } finally {
      ended();
    }
  };
  const wait = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    waiting = setTimeout(() => {
      controller.error(new Error('nobody read on'));
      end().catch(() => {});
    }, patience).unref();
  };
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start: wait,
    pull: async (controller) => {
      clearTimeout(waiting);
      try {
        const { value, done } = await pieces.next();
        if (value) controller.enqueue(value);
        if (!done) return wait(controller);
        controller.close();
      } catch (error) {
        ended();
        throw error;
      }
      ended();
    },
    cancel: end,
  };
  return new Stream(source, { highWaterMark: 0 }) as unknown as ReadableStream;
}
