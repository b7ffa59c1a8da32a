/** What goes wrong with a question is told as a problem (problem.ts); only a bug is an error in the log. */
import { TooMany } from '../house/counters.ts';
import { asBusy, Invalid, NotFound } from '../house/errors.ts';
import { JSON_TYPE, open } from './answer.ts';
import { problem } from './problem.ts';
import { type Question, reading } from './question.ts';

/** Counts the question and does the work for it; `head` answers HEAD, which is not counted. */
export async function guarded(
  question: Question,
  work: () => Promise<Response>,
  head = () => onlyHead(question),
): Promise<Response> {
  const { c, house } = question;
  const isHead = c.req.method === 'HEAD';
  try {
    if (!isHead) await house.limits.take('hsds', house.clientAddress(c));
    return await (isHead ? head() : work());
  } catch (error) {
    return refused(question, error);
  }
}

/** HEAD is told whether there is such a directory, and no more: nothing is read, made or counted for it. */
async function onlyHead(question: Question): Promise<Response> {
  await reading(question, async () => undefined, { fromCopy: false });
  return open(null, JSON_TYPE);
}

function refused({ c, house }: Question, error: unknown): Response {
  if (error instanceof TooMany) return problem(c, 'refused.too_many', { seconds: error.seconds });
  if (error instanceof NotFound) return problem(c, 'refused.not_found');
  if (error instanceof Invalid) return problem(c, 'refused.parameter', { names: Object.keys(error.fields).join(', ') });
  const id = c.get('requestId');
  const busy = asBusy(error);
  if (busy) {
    if (busy.cause) house.log.warn({ request: id, error: String(busy.cause) }, busy.message);
    return problem(c, busy.why === 'slow' ? 'refused.slow' : 'refused.full');
  }
  house.log.error({ request: id, error: error instanceof Error ? error.stack : String(error) }, 'a request failed');
  return problem(c, 'refused.bug', { id });
}
