/** How e-mails are read: those that programs in English and Spanish write, and those that were made to do harm. */
import { expect, test } from 'vitest';
import { forwardedIn, plainSubject, saidIn } from './forwarded.ts';
import { readMail } from './reading.ts';

const bytes = (text: string) => new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n'));
const plain = (body: string, head = '') =>
  readMail(
    bytes(`From: Ana Ortiz <Ana@harlow.example.org>
To: Sam Lee <sam@pantry.example.org>
Subject: The reading hour
Date: Mon, 9 Mar 2026 09:00:00 -0400
${head}Content-Type: text/plain; charset=utf-8

${body}`),
  );

/** What programs put around a text that somebody passes on. */
const FORWARDS: Record<string, string> = {
  'Gmail in English': `---------- Forwarded message ---------
From: Sam Lee <sam@pantry.example.org>
Date: Mon, Mar 2, 2026 at 4:12 PM
Subject: Room on Friday
To: Ana Ortiz <ana@harlow.example.org>


Could we have the room?`,
  'Gmail in Spanish': `---------- Forwarded message ---------
De: Sam Lee <sam@pantry.example.org>
Date: lun, 2 mar 2026 a las 16:12
Subject: Room on Friday
To: Ana Ortiz <ana@harlow.example.org>


Could we have the room?`,
  'Outlook in English': `________________________________
From: Sam Lee <sam@pantry.example.org>
Sent: Monday, March 2, 2026 4:12 PM
To: Ana Ortiz <ana@harlow.example.org>
Subject: Room on Friday

Could we have the room?`,
  'an older Outlook in Spanish': `-----Mensaje original-----
De: Sam Lee [mailto:sam@pantry.example.org]
Enviado el: lunes, 2 de marzo de 2026 16:12
Para: Ana Ortiz
Asunto: Room on Friday

Could we have the room?`,
  'Apple Mail in English': `Begin forwarded message:

> From: Sam Lee <sam@pantry.example.org>
> Subject: Room on Friday
> Date: March 2, 2026 at 4:12:00 PM EST
> To: Ana Ortiz <ana@harlow.example.org>
>
> Could we have the room?`,
  'Apple Mail in Spanish': `Inicio del mensaje reenviado:

De: Sam Lee <sam@pantry.example.org>
Asunto: Room on Friday
Fecha: 2 de marzo de 2026, 16:12:00 EST
Para: Ana Ortiz <ana@harlow.example.org>

Could we have the room?`,
  'Thunderbird in Spanish': `-------- Mensaje reenviado --------
Asunto: Room on Friday
Fecha: Mon, 2 Mar 2026 16:12:00 -0500
De: Sam Lee <sam@pantry.example.org>
Para: Ana Ortiz <ana@harlow.example.org>

Could we have the room?`,
};

for (const [program, text] of Object.entries(FORWARDS))
  test(`what ${program} passes on is found with who wrote it`, () => {
    const found = forwardedIn(`For our story.\n\n${text}`, 'FW: Room on Friday');

    expect(found?.from).toEqual({ name: 'Sam Lee', email: 'sam@pantry.example.org' });
    expect(saidIn(found?.text ?? '')).toBe('Could we have the room?');
    expect(saidIn(found?.comment ?? '')).toBe('For our story.');
  });

/** What programs put above the text that is answered, with a signature over it. */
const ANSWERED: Record<string, string> = {
  'Gmail in English': `On Mon, Mar 2, 2026 at 4:12 PM Ana <ana@harlow.example.org> wrote:\n> THE OLD TEXT`,
  'Gmail in Spanish': `El lun, 2 mar 2026 a las 16:12, Ana (<ana@harlow.example.org>) escribió:\n> THE OLD TEXT`,
  'Outlook in English': `From: Ana <ana@harlow.example.org>\nSent: Monday, March 2, 2026 4:12 PM\nTo: Sam\nSubject: Room\n\nTHE OLD TEXT`,
  'Outlook in Spanish': `De: Ana <ana@harlow.example.org>\nEnviado: lunes, 2 de marzo de 2026 16:12\nPara: Sam\nAsunto: Room\n\nTHE OLD TEXT`,
  'Apple Mail in English': `> On Mar 2, 2026, at 4:12 PM, Ana <ana@harlow.example.org> wrote:\n> \n> THE OLD TEXT`,
  'Apple Mail in Spanish': `> El 2 mar 2026, a las 16:12, Ana <ana@harlow.example.org> escribió:\n> \n> THE OLD TEXT`,
  'an older Outlook': `-----Original Message-----\nFrom: Ana\nSent: Monday\nTo: Sam\nSubject: Room\n\nTHE OLD TEXT`,
};

for (const [program, quote] of Object.entries(ANSWERED))
  test(`what ${program} answers is cut, and so is the signature`, async () => {
    const { said, words } = await plain(`Yes, Friday is fine.\n\nBest regards,\nSam Lee\n(207) 555-0140\n\n${quote}`);

    expect(said).toBe('Yes, Friday is fine.');
    expect(words).toContain('THE OLD TEXT');
  });

test('a letter that is nothing but a greeting is kept as it is', () => {
  expect(saidIn('Thanks!')).toBe('Thanks!');
  expect(saidIn('Saludos,\nSam')).toBe('Saludos,\nSam');
});

test('a closing word within the text cuts nothing', () => {
  const text = `Thanks,\n\n${'We met the board and they would like to go on with the reading hour in the autumn, on Fridays. '.repeat(2).trim()}\n\nSam`;

  expect(saidIn(text)).toBe(text);
});

test('who it is about stands in its head and in what it passes on', async () => {
  const { addresses, forwarded } = await plain(
    FORWARDS['Gmail in English'] ?? '',
    'Cc: Kim <kim@school.example.org>\n',
  );

  expect(addresses).toEqual(['ana@harlow.example.org', 'sam@pantry.example.org', 'kim@school.example.org']);
  expect(forwarded?.email).toBe('sam@pantry.example.org');
});

test('an e-mail that hangs on another as a file is what is passed on', async () => {
  const read = await readMail(
    bytes(`From: ana@harlow.example.org
To: log@library.test
Subject: Fwd: Room
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

See below.
--x
Content-Type: message/rfc822
Content-Disposition: attachment; filename="Room.eml"

From: Sam Lee <sam@pantry.example.org>
To: ana@harlow.example.org
Subject: Room on Friday

Could we have the room?
--x--
`),
  );

  expect(read.forwarded).toEqual({ name: 'Sam Lee', email: 'sam@pantry.example.org' });
  expect(read.said).toBe('See below.\n\nRoom on Friday\n\nCould we have the room?');
  expect(read.attachments).toEqual([]);
});

test('of a page only the words are read, and nothing is loaded', async () => {
  const read = await readMail(
    bytes(`From: sam@pantry.example.org
Subject: =?utf-8?q?Caf=C3=A9?=
Content-Type: text/html; charset=utf-8

<style>p{color:red}</style><h1>Coffee</h1><p>We <b>bring</b> it.</p><script>steal()</script>
<img src="https://tracker.example/x.gif" alt="x"><a href="https://pantry.example.org/">the list</a>`),
  );

  expect(read.subject).toBe('Café');
  expect(read.said).toBe('Coffee\n\nWe bring it.\n\nthe list <https://pantry.example.org/>');
});

test('what programs write is told apart: automatic answers, lists, notices', async () => {
  for (const head of [
    'Auto-Submitted: auto-replied',
    'Precedence: bulk',
    'List-Id: <news.pantry.example.org>',
    'List-Unsubscribe: <https://pantry.example.org/stop>',
    'Return-Path: <>',
    'X-Autoreply: yes',
  ])
    expect((await plain('I am away.', `${head}\n`)).automatic).toBe(true);
  expect((await plain('I am here.')).automatic).toBe(false);
  expect((await plain('I am here.', 'Auto-Submitted: no\n')).automatic).toBe(false);
});

test('characters that hide what a text says are gone, and so are line breaks in a subject', async () => {
  const read = await readMail(
    bytes('From: sam@pantry.example.org\nSubject: =?utf-8?q?gpj=E2=80=AEexe=0D=0ABcc=3A_x?=\n\nA\u0000B\u202EC'),
  );

  expect(read.subject).toBe('gpjexe Bcc: x');
  expect(read.said).toBe('ABC');
});

test('one whose parts are put into each other without an end is refused', async () => {
  const deep = Array.from({ length: 400 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`);

  await expect(readMail(bytes(`From: a@b.example\nMIME-Version: 1.0\n${deep.join('')}`))).rejects.toThrow();
});

test('broken ones are read as far as they go', async () => {
  for (const broken of [
    '',
    '\n\n',
    'no head at all',
    'From:\nTo:\n\n',
    'Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n!!!',
    'Content-Type: text/plain; charset=nowhere\n\nwords',
  ])
    await expect(readMail(bytes(broken))).resolves.toMatchObject({ automatic: false });
});

test('marks of answers are taken from a subject', () => {
  expect(plainSubject('Re: RE: Fwd: RV: Room')).toBe('Room');
  expect(plainSubject('Regarding the room')).toBe('Regarding the room');
});
