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

/** What the job resolves to is said when it is done. */
type With = (job: (host: HostCtx) => Promise<string>) => Promise<void>;
/** `withHost` is one transaction; `withDatabase` is none yet, for what tidies up after its own. */
type Withs = { withHost: With; withDatabase: With };

export function addImportCommand(program: Command, { withHost, withDatabase }: Withs): void {
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
    .action((file: string, options: Options) => {
      const [open, bringIn] = PUBLIC_LISTS.includes(options.to)
        ? ([withDatabase, intoPublicLists] as const)
        : ([withHost, intoLibrary] as const);
      return open(async (host) => {
        if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
        const report = await bringIn(host, file, options);
        return options.json ? JSON.stringify(report) : inWords(report, options);
      });
    });
  command
    .command('undo <id>')
    .description('take a whole list back')
    .action((id: string) => withHost((host) => undo(host, id)));
}
