/**
 * `commontable import`: the wizard's steps without pages, for a library's shelf or directory, and the only way into the
 * host's public lists.
 */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { HostCtx } from '../house/ctx.ts';
import { KINDS } from '../rooms/sourcing/imports/reading/sheet.ts';
import { intoLibrary } from './import-into-library.ts';
import { intoPublicLists } from './import-into-public-lists.ts';
import type { Options } from './import-options.ts';
import { inWords } from './import-report.ts';
import { undo } from './import-undo.ts';

/**
 * What `--to` calls the host's public lists; the second is what earlier releases called them, and scripts may still.
 */
const PUBLIC_LISTS: readonly string[] = ['public-lists', 'catalogue'];

type WithHost = (job: (host: HostCtx) => Promise<void>) => Promise<void>;

export function addImportCommand(program: Command, withHost: WithHost, say: (text: string) => void): void {
  const command = program
    .command('import')
    .description('bring a list in: CSV, XLSX, vCard, contact exports, the IRS list, HSDS');
  command
    .argument('<file>', 'a file, or the folder of an HSDS package')
    .option('--library <slug>', 'whose list it is (not for the public lists)')
    .option('--as <kind>', `what the file is, when its header does not tell: ${KINDS.join(', ')}`)
    .option('--to <place>', 'partners, leads or public-lists', 'leads')
    .option('--source <name>', 'the name of the list; next year’s file under the same name updates this year’s', '')
    .option('--vintage <date>', 'the date of the list, as people say it', '')
    .option('--dry-run', 'say what it would do, and do nothing')
    .option('--add-duplicates', 'bring in what looks like somebody the library knows; otherwise it is left out')
    .option('--json', 'answer as JSON')
    .action((file: string, options: Options) =>
      withHost(async (host) => {
        if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
        const report = PUBLIC_LISTS.includes(options.to)
          ? await intoPublicLists(host, file, options)
          : await intoLibrary(host, file, options);
        say(options.json ? JSON.stringify(report) : inWords(report, options));
      }),
    );
  command
    .command('undo <id>')
    .description('take a whole list back')
    .action((id: string) =>
      withHost(async (host) => {
        say(await undo(host, id));
      }),
    );
}
