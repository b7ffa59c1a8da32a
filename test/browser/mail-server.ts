/** A mail server that keeps what it is given, for journeys that go on in a mail. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export async function aMailbox() {
  const mails: { to: string[]; text: string; subject: string; replyTo: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: async (stream, session, done) => {
      const { text = '', subject = '', replyTo } = await simpleParser(stream);
      const to = session.envelope.rcptTo.map(({ address }) => address);
      mails.push({ to, text, subject, replyTo: replyTo?.text ?? '' });
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { mails, url, close: () => new Promise<void>((done) => server.close(() => done())) };
}
