// unknown-doc: a description that shows a docs block which doesn't exist.

import type { Manifest } from '../../artifacts/types.ts';
import { jinjaCalls } from '../../jinja/calls.ts';
import { memo } from '../../memo.ts';
import { didYouMean, nearestNames } from '../../nearest.ts';
import { definedBlocks } from '../../semantics/blocks.ts';
import { extensionOf, within } from '../../semantics/modelFiles.ts';
import { entriesOfType } from '../../semantics/names.ts';
import { packageOf, rootPackageName } from '../../semantics/packages.ts';
import { sourceText } from '../../text.ts';
import { judgedNames } from '../names/judgedNames.ts';
import type { Problem, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const unknownDoc: Rule = {
  name: 'unknown-doc',
  group: 'names',
  severity: 'error',
  summary:
    'A `doc` of a docs block that doesn’t exist, or within a docs block, where dbt doesn’t know `doc`.',
  why: `dbt refuses to parse the project, but only when it is run. A docs block in Markdown that isn’t saved or parsed yet is
found. Nothing is said while packages are neither installed nor in the manifest, and of descriptions that dbt doesn’t render:
those of unit tests and groups, of what is disabled, and below \`meta\`.`,
  bad: `# the block is called order_status
description: "{{ doc('orders_status') }}"`,
  good: `description: "{{ doc('order_status') }}"`,
  check(ctx) {
    if (extensionOf(ctx.path) === 'md') return callsInBlocks(ctx);
    return judgedNames(ctx, 'doc').flatMap(({ symbol, resolution }): Problem[] => {
      if (resolution.kind !== 'unknown') return [];
      const { manifest } = ctx.project.artifacts;
      const known = manifest ? docNames(manifest) : [];
      const suggestions = nearestNames(symbol.name, known);
      const where = symbol.package === undefined ? '' : ` in the package \`${symbol.package}\``;
      const message = `There is no docs block \`${symbol.name}\`${where}${didYouMean(suggestions) || '.'}`;
      return [{ range: symbol.range, message, suggestions }];
    });
  },
};

const docNames = memo((manifest: Manifest) => entriesOfType(manifest, 'doc').map(({ name }) => name));

function callsInBlocks({ project, path, source }: RuleContext): readonly Problem[] {
  const { package: own, path: inside } = packageOf(project, path);
  if (own.name !== rootPackageName(project) || !within(own.config.docsPaths, inside)) return [];
  if (!/\{\{-?\s*doc\s*\(/.test(source.text)) return [];
  return definedBlocks(source).flatMap(({ type, nameRange, range }) => {
    const start = source.text.indexOf('}', nameRange.end) + 1;
    if (type !== 'doc' || start === 0) return [];
    const body = sourceText(source.text.slice(start, range.end).replace(/\{%-?\s*enddocs[\s\S]*$/, ''));
    return jinjaCalls(body).flatMap(({ callee }) => {
      const [name] = callee;
      if (callee.length !== 1 || name?.text !== 'doc') return [];
      const place = { start: start + name.range.start, end: start + name.range.end };
      return [
        { range: place, message: 'Within a docs block dbt doesn’t know `doc`: a block can’t show another.' },
      ];
    });
  });
}
