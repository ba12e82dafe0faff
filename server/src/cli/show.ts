// `dbt-context show NAME`: the card of the hover, in the terminal or as JSON.

import { cardToText } from '../core/card/cardText.ts';
import { findNode } from '../core/features/findNode.ts';
import { entryCard } from '../core/features/hover.ts';
import { nodeFacts } from '../core/features/showNode.ts';
import { didYouMean } from '../core/nearest.ts';
import { missingManifest, withProject } from './openProject.ts';
import { parse, type Terminal, WrongUse } from './terminal.ts';

export async function show(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      'project-dir': { type: 'string', default: '.' },
      'target-path': { type: 'string' },
    },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new WrongUse('Usage: dbt-context show NAME');
  const { format } = values;
  if (format !== 'text' && format !== 'json') throw new WrongUse('--format is text or json.');
  const choice = { from: values['project-dir'], targetPath: values['target-path'] };
  return withProject(choice, terminal, (host) => {
    const missing = missingManifest(host, terminal);
    if (missing !== undefined) return missing;
    const project = host.current;
    const found = findNode(project, name);
    if (found.kind === 'unknown') {
      terminal.error(`${host.name} has nothing named ${name}${didYouMean(found.nearest) || '.'}`);
      return 2;
    }
    const now = terminal.now();
    terminal.out(
      format === 'json'
        ? JSON.stringify(nodeFacts(project, found.entry, now), undefined, 2)
        : cardToText(entryCard(project, found.entry, now)),
    );
    return 0;
  });
}
