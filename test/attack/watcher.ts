/**
 * Asks one address every 10 ms and says how many milliseconds each answer took. The first answers are not told: they
 * measure how this process starts (about 100 ms), not the program that is asked.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const address = process.argv[2] ?? '';
for (let asked = 0; ; asked++) {
  const started = performance.now();
  await fetch(address)
    .then((answer) => answer.arrayBuffer())
    .catch(() => {});
  if (asked >= 5) process.stdout.write(`${performance.now() - started}\n`);
  await sleep(10);
}
