/** Who asked for the work on a list, and whether they still may: asked anew whenever something is done for them. */
import type { HostCtx } from '../../../house/ctx.ts';
import type { At } from '../../../house/work/handler.ts';
import type { Job } from '../../../house/work/job.ts';
import { mayImport } from './import.ts';

/** Why what somebody asked for is not done after all. */
export const REFUSED = { left: 'error.import_asker_left', role: 'error.import_asker_role' };

/** Null when the library is gone. */
export const actingFor = async (at: At, host: HostCtx, { libraryId, askedBy }: Job) =>
  libraryId === null ? null : at.actFor(host, { libraryId, memberId: askedBy }, mayImport);
