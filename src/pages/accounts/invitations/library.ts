/** The library of an invitation's address, so that the database shows its rows and no others. */
import { enter, findLibrary } from '../../../rooms/accounts/libraries.ts';
import type { Visit } from '../../shell/visit.ts';

export const inLibrary = async ({ host, param }: Pick<Visit, 'host' | 'param'>) =>
  enter(host, await findLibrary(host, param('library')));
