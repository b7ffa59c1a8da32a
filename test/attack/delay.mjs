// Loaded into the program under attack (--import): says on standard error how late its event loop came since the last
// time it was asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('SIGUSR2', () => {
    process.stderr.write(
      `event-loop-delay ${JSON.stringify({ max: Math.round(delay.max / 1e6), p99: Math.round(delay.percentile(99) / 1e6) })}\n`,
    );
    delay.reset();
  });
}
