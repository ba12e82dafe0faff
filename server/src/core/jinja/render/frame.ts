// Where names are looked up while a template runs: the variables around, then the environment, then Jinja's own. Deliberately
// absent: what the names of dbt mean.

import type { SourceText } from '../../text.ts';
import type { RenderEnvironment, TemplateScope } from './environment.ts';
import { orElse, undefinedValue } from './kinds.ts';
import type { Rendering } from './rendering.ts';
import type { Value } from './values.ts';

/** The text that is being run. */
export interface Template {
  readonly source: SourceText;
  readonly scope: TemplateScope;
  readonly environment: RenderEnvironment;
  /** Text behind it isn't printed: Jinja drops the last line break. */
  readonly end: number;
  /** Whether it is the template that was asked for, not one of a macro elsewhere. */
  readonly own: boolean;
}

/** Variables of a template, a loop's turn, a macro. */
export class Frame {
  readonly run: Rendering;
  readonly template: Template;
  readonly #parent: Frame | undefined;
  readonly #variables = new Map<string, Value>();

  constructor(run: Rendering, template: Template, parent?: Frame) {
    this.run = run;
    this.template = template;
    this.#parent = parent;
  }

  /** A frame that sees this one and keeps what it sets to itself. */
  inner(): Frame {
    return new Frame(this.run, this.template, this);
  }

  set(name: string, value: Value): void {
    this.#variables.set(name, value);
  }

  /** The value of a name; Jinja's undefined where there is none. */
  get(name: string): Value {
    for (let frame: Frame | undefined = this; frame; frame = frame.#parent) {
      const value = frame.#variables.get(name);
      if (value !== undefined) return value;
    }
    const { environment, scope } = this.template;
    const known = orElse(environment.global(name, scope), this.run.library.globals.get(name));
    return orElse(known, undefinedValue(name));
  }
}
