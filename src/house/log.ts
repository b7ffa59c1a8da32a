/** JSON lines on standard output, one per event; a request's lines carry its id. */
import { pino } from 'pino';

export type Log = ReturnType<typeof openLog>;
export const openLog = (level: string) => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
