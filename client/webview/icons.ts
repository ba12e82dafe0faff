// The drawings of icons by their codicon names: all that nodes and facts name, and the panel's own buttons. Deliberately absent: how
// they are put on the page (icon.tsx).

import add from '@vscode/codicons/src/icons/add.svg';
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import arrowRight from '@vscode/codicons/src/icons/arrow-right.svg';
import arrowUp from '@vscode/codicons/src/icons/arrow-up.svg';
import beaker from '@vscode/codicons/src/icons/beaker.svg';
import book from '@vscode/codicons/src/icons/book.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronLeft from '@vscode/codicons/src/icons/chevron-left.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import dashboard from '@vscode/codicons/src/icons/dashboard.svg';
import database from '@vscode/codicons/src/icons/database.svg';
import deviceCamera from '@vscode/codicons/src/icons/device-camera.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import graph from '@vscode/codicons/src/icons/graph.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import listFlat from '@vscode/codicons/src/icons/list-flat.svg';
import listUnordered from '@vscode/codicons/src/icons/list-unordered.svg';
import openPreview from '@vscode/codicons/src/icons/open-preview.svg';
import organization from '@vscode/codicons/src/icons/organization.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import person from '@vscode/codicons/src/icons/person.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import remove from '@vscode/codicons/src/icons/remove.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import screenFull from '@vscode/codicons/src/icons/screen-full.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import shield from '@vscode/codicons/src/icons/shield.svg';
import sparkle from '@vscode/codicons/src/icons/sparkle.svg';
import symbolField from '@vscode/codicons/src/icons/symbol-field.svg';
import symbolMethod from '@vscode/codicons/src/icons/symbol-method.svg';
import symbolNamespace from '@vscode/codicons/src/icons/symbol-namespace.svg';
import symbolStructure from '@vscode/codicons/src/icons/symbol-structure.svg';
import symbolVariable from '@vscode/codicons/src/icons/symbol-variable.svg';
import table from '@vscode/codicons/src/icons/table.svg';
import tag from '@vscode/codicons/src/icons/tag.svg';
import target from '@vscode/codicons/src/icons/target.svg';
import terminal from '@vscode/codicons/src/icons/terminal.svg';
import typeHierarchy from '@vscode/codicons/src/icons/type-hierarchy.svg';
import typeHierarchySub from '@vscode/codicons/src/icons/type-hierarchy-sub.svg';
import typeHierarchySuper from '@vscode/codicons/src/icons/type-hierarchy-super.svg';
import unfold from '@vscode/codicons/src/icons/unfold.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import watch from '@vscode/codicons/src/icons/watch.svg';

const texts: Readonly<Record<string, string>> = {
  add,
  'arrow-down': arrowDown,
  'arrow-right': arrowRight,
  'arrow-up': arrowUp,
  beaker,
  book,
  check,
  'chevron-down': chevronDown,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'circle-slash': circleSlash,
  clock: history,
  close,
  copy,
  dashboard,
  database,
  'device-camera': deviceCamera,
  edit,
  ellipsis,
  error,
  filter,
  'go-to-file': goToFile,
  graph,
  info,
  'list-flat': listFlat,
  'list-unordered': listUnordered,
  'open-preview': openPreview,
  organization,
  pass,
  person,
  question,
  remove,
  save,
  'screen-full': screenFull,
  search,
  shield,
  sparkle,
  'symbol-field': symbolField,
  'symbol-function': symbolMethod,
  'symbol-method': symbolMethod,
  'symbol-namespace': symbolNamespace,
  'symbol-structure': symbolStructure,
  'symbol-variable': symbolVariable,
  table,
  tag,
  target,
  terminal,
  'type-hierarchy': typeHierarchy,
  'type-hierarchy-sub': typeHierarchySub,
  'type-hierarchy-super': typeHierarchySuper,
  unfold,
  warning,
  watch,
};

/** What an icon consists of, in a square of `size`. */
export interface Drawing {
  readonly size: number;
  readonly paths: readonly { readonly d: string; readonly evenOdd: boolean }[];
}

const drawings = new Map<string, Drawing>();

/** Of a name that isn't known, a question mark. */
export function drawingOf(name: string): Drawing {
  const known = texts[name] === undefined ? 'question' : name;
  const drawn = drawings.get(known) ?? read(texts[known] ?? '');
  drawings.set(known, drawn);
  return drawn;
}

function read(svg: string): Drawing {
  const paths = [...svg.matchAll(/<path\b[^>]*?\sd="([^"]*)"[^>]*>/g)];
  return {
    size: Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1] ?? 16),
    paths: paths.map(([tag, d = '']) => ({ d, evenOdd: tag.includes('evenodd') })),
  };
}
