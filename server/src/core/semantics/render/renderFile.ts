// Renders a file of the project as dbt would. Deliberately absent: what is kept of a rendering (that is up to the caller, who
// knows what the inputs were asked).

import type { RenderOptions } from '../../jinja/render/environment.ts';
import { render } from '../../jinja/render/render.ts';
import type { Rendered } from '../../jinja/render/rendered.ts';
import { renderEnvironment } from './environment.ts';
import type { RenderInputs } from './inputs.ts';

/** How to render a file; its scope is that of its place in the project. */
export type FileOptions = Omit<RenderOptions, 'scope'>;

/** The rendering of a file, of the node `id` where it makes several; undefined when there is no such file. */
export function renderFile(
  inputs: RenderInputs,
  path: string,
  options: FileOptions = {},
  id?: string,
): Rendered | undefined {
  const source = inputs.text(path);
  if (!source) return undefined;
  const scope = { packageName: undefined, path };
  return render(source, renderEnvironment(inputs, path, id), { ...options, scope });
}
