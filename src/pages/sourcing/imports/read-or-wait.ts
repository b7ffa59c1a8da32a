/** The files of a list that just came: read at once where there is a place and nobody waits for one. */
import { answering } from '../../../house/db.ts';
import { Invalid } from '../../../house/errors.ts';
import { readApart } from '../../../rooms/sourcing/imports/reading/apart.ts';
import type { Sheet } from '../../../rooms/sourcing/imports/reading/sheet.ts';
import { somebodyWaits } from '../../../rooms/sourcing/imports/waiting.ts';
import type { UploadedFile } from '../../shell/form-body.ts';
import type { Sender } from '../../shell/page.ts';

/** A list that was read, or the files of one that has to wait. */
export type Brought = { name: string; sheet?: Sheet; files: UploadedFile[] };

export async function readOrWait(files: UploadedFile[], sender: Sender): Promise<Brought> {
  if (files.length === 0) throw new Invalid({ file: { key: 'error.file_missing' } });
  const name = nameOf(files);
  const { house, libraryId, left } = sender;
  const lent = house.lending.to({ library: null, reading: true, signal: left });
  const queue = await answering(lent, 'read only', (db) => somebodyWaits({ db, now: house.now() }));
  const leave = queue ? null : house.reading.enter(libraryId);
  if (!leave) return { name, files };
  try {
    return { name, files: [], sheet: await readApart(files, house.imports, left) };
  } finally {
    leave();
  }
}

const nameOf = (files: { name: string }[]) =>
  files.length === 1 ? (files[0]?.name ?? '') : files.map((file) => file.name).join(', ');
