/** An IMAP server for tests, which brings no types; of it only what is used. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  type Options = { plugins?: string[]; storage: Record<string, { messages: { raw: string }[] }> };
  export default function hoodiecrow(options: Options): { server: Server };
}
