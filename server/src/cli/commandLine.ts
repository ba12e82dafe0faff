// The command line's subcommands and their help. Deliberately absent: what they do (one file each).

import { programVersion } from '../host/version.ts';
import { serve } from '../lsp/serve.ts';
import { contracts } from './contracts.ts';
import { lineage } from './lineage.ts';
import { lint } from './lint.ts';
import { show } from './show.ts';
import { type Terminal, WrongUse } from './terminal.ts';
import { trace } from './trace.ts';

const help = `Usage: dbt-context COMMAND

dbt's metadata of a project, from the artifacts that dbt already writes.

Commands
  show NAME[.COLUMN]                 what is known of a model, source.table, macro, metric, exposure or unique id
    --format text|json               (text)
    --project-dir DIR                the project (the working folder's)
    --target-path DIR                where dbt writes its artifacts
  lineage NAME[.COLUMN]              what a node or a column is made of, and what is made of it
    --upstream, --downstream         one way only
    --depth N                        so many steps (all)
    --format text|json|mermaid|dot   (text)
    --project-dir DIR, --target-path DIR as above
  lint [PATHS]                       what the editor underlines, in these files and folders (in the whole project)
    --format text|json|sarif|github|junit   (text)
    --fail-on error|warning|information|hint   the mildest severity that gives exit code 1 (warning)
    --level …                        the mildest severity that is looked for (information)
    --rule NAME                      this rule only; may be given again
    --changed-since REF              only files that changed since they left the git revision REF
    --baseline FILE                  findings in FILE don't count
    --update-baseline                writes what counts now to that file (dbt-context-baseline.json)
    --fix                            makes the mends that are certain, of what counts
    --threads N, --verbose
    --project-dir DIR, --target-path DIR as above
  contracts report                   the vocabulary of column names in use: counts, violations, candidates
    --format text|json               (text)
  contracts init                     writes a dbt-context.yml with the vocabulary that the project already follows
    --force                          also where there is one
    --project-dir DIR, --target-path DIR as above
  trace FILE:LINE:COLUMN QUERY       one query of the editor with its steps and times
                                     QUERY: hover, definition or diagnostics
  lsp --stdio                        the language server, for any editor
    --record FILE                    write the session to FILE as JSON lines

  --help                             this text
  --version

Exit codes: 0 fine, 1 findings, 2 wrong use or configuration, 3 an artifact is missing or unreadable.`;

/** Runs a command. Undefined when it goes on running (`lsp`). */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
): Promise<number | undefined> {
  const [command, ...rest] = args;
  const version = () => programVersion(terminal.entry);
  try {
    if (command === undefined || command === '--help' || command === '-h' || rest.includes('--help')) {
      terminal.out(help);
      return command === undefined ? 2 : 0;
    }
    switch (command) {
      case '--version':
        terminal.out(version());
        return 0;
      case 'show':
        return await show(rest, terminal);
      case 'lineage':
        return await lineage(rest, terminal);
      case 'lint':
        return await lint(rest, terminal);
      case 'contracts':
        return await contracts(rest, terminal);
      case 'trace':
        return await trace(rest, terminal);
      case 'lsp':
        if (serve(rest, version())) return undefined;
        throw new WrongUse('dbt-context lsp needs --stdio, --node-ipc or --socket=PORT.');
      default:
        throw new WrongUse(`There is no command ${command}. See dbt-context --help.`);
    }
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    terminal.error(error.message);
    return 2;
  }
}
