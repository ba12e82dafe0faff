// The name of the target that templates are rendered for (`target.name`): what dbt-context.yml says, else the default of the profile
// where profiles.yml lies in the project. Deliberately absent: everything else of profiles.yml, which holds credentials.
// https://docs.getdbt.com/docs/core/connect-data-platform/connection-profiles

import type { Project } from '../../project.ts';
import { renderEnvironment } from '../../yaml/environmentVariables.ts';
import { projectFile } from '../../yaml/projectConfig.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { childOf, textOf } from '../../yaml/yamlTree.ts';

const profilesFile = 'profiles.yml';
/** What dbt takes where a profile names no target. */
const unnamed = 'default';
const noVariables = {};

/** The profile that dbt_project.yml names; undefined where it names none. */
export function profileName(project: Project): string | undefined {
  const source = project.files.text(projectFile);
  return source && textOf(childOf(yamlDocument(source).root, 'profile'));
}

/** See the head of this file; undefined where neither says. */
export function targetName(project: Project): string | undefined {
  if (project.context.target !== undefined) return project.context.target;
  const name = profileName(project);
  const source = project.files.text(profilesFile);
  const profile = source && name !== undefined ? childOf(yamlDocument(source).root, name) : undefined;
  if (!profile) return undefined;
  const written = childOf(profile, 'target');
  if (!written) return unnamed;
  const rendered = renderEnvironment(textOf(written) ?? '', noVariables);
  return 'text' in rendered && rendered.text !== '' ? rendered.text : undefined;
}
