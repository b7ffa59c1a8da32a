/**
 * Lists on the command line of the host: the built program, run as a host runs it.
 *
 * @module-tag long
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { root } from './crash/program.ts';
import { begin, command, endAll, newFolder, on, SLOW, usePrograms } from './programs.ts';

usePrograms();
afterEach(endAll);

describe('lists on the command line', { timeout: SLOW }, () => {
  const answer = (out: string) =>
    JSON.parse(out) as { id: string; rows: number; new: number; same: number; error_rows: number; errors: unknown[] };

  test('are brought in, tried without doing, named row by row where they are wrong, and taken back', async () => {
    const folder = newFolder();
    await command(['create-library', '--name', 'Elm Valley Library'], on(folder));
    const list = join(folder, 'list.csv');
    writeFileSync(list, 'Company,Zip,E-mail\nHarlow Bakery,4240,\n,04240,info@clinic.example\n');
    const bring = (...options: string[]) =>
      command(
        ['import', list, '--library', 'elm-valley-library', '--to', 'partners', '--json', ...options],
        on(folder),
      );

    expect(answer((await bring('--dry-run')).out)).toMatchObject({ id: null, rows: 2, new: 1, error_rows: 1 });
    const first = answer((await bring()).out);
    expect(first).toMatchObject({
      new: 1,
      errors: [{ row: 3, column: 'Company', message: expect.stringContaining('name') }],
    });
    writeFileSync(list, 'Company,Zip,E-mail\nHarlow Bakery,4240,\nValley Clinic,04240,no mail\n');
    const columns = [
      { column: 'Company' },
      { column: 'Zip' },
      { column: 'E-mail', field: 'email', said: 1, as_read: 1, not_kept: 0 },
    ];
    expect(answer((await bring()).out)).toMatchObject({ new: 1, same: 1, error_rows: 0, columns });

    expect((await command(['import', 'undo', first.id], on(folder))).err).toContain('A newer version of this list');
    expect((await command(['import', 'undo', first.id.replace(/^./, 'f')], on(folder))).err).toContain(
      'There is no import',
    );
    expect(
      (await command(['import', join(folder, 'none.csv'), '--library', 'elm-valley-library'], on(folder))).err,
    ).toContain('There is no file');
    expect((await command(['import', list], on(folder))).err).toContain('--library');
  });

  test('killed half-way have brought nothing, and the next try brings all', async () => {
    const folder = newFolder();
    await command(['create-library', '--name', 'Elm Valley Library'], on(folder));
    const list = join(folder, 'long.csv');
    writeFileSync(
      list,
      ['Company,Zip', ...Array.from({ length: 6000 }, (_, n) => `Organization ${n},0${1000 + n}`)].join('\n'),
    );
    const args = ['import', list, '--library', 'elm-valley-library', '--to', 'leads', '--json'];

    const killed = begin(args, on(folder));
    await sleep(1500 + Math.random() * 1500);
    await killed.kill('SIGKILL');

    const { new: added, same } = answer((await command(args, on(folder))).out);
    expect([0, 6000]).toContain(same);
    expect(added + same).toBe(6000);
  });

  test('of the IRS go into the host’s public lists and out again', async () => {
    const folder = newFolder();
    const sample = join(root, 'test/files/irs/eo-bmf-sample.csv');
    const bring = (to: string) => command(['import', sample, '--to', to, '--json'], on(folder));
    const first = answer((await bring('public-lists')).out);
    expect(first).toMatchObject({ new: 48, error_rows: 0 });

    // As earlier releases called them.
    expect(answer((await bring('catalogue')).out)).toMatchObject({ new: 0, same: 48 });

    expect(await command(['import', 'undo', first.id], on(folder))).toMatchObject({
      code: 0,
      out: 'The load is taken back.\n',
    });
  });
});
