/** Asks one address every 10 ms and says how many milliseconds each answer took. */
import { setTimeout as sleep } from 'node:timers/promises';

const address = process.argv[2] ?? '';
for (;;) {
  const started = performance.now();
  await fetch(address)
    .then((answer) => answer.arrayBuffer())
    .catch(() => {});
  process.stdout.write(`${performance.now() - started}\n`);
  await sleep(10);
}
