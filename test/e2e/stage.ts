// What the steps work with. Types only.
import type { Page } from '../../scripts/workbench/page.ts';
import type { Theme } from '../../scripts/workbench/settings.ts';

/** A window with the extension, and the project that is open in it. */
export interface Stage {
  readonly page: Page;
  /** The folder of the copied project. */
  readonly project: string;
  /** Opens the window anew in other colours. */
  openIn(theme: Theme): Promise<void>;
  /** Writes a picture for people to look at. */
  picture(name: string): Promise<void>;
}

/** The name of a step and what is done in it. */
export type Step = readonly [string, (stage: Stage) => Promise<void>];
