// The rows of the view Findings as VS Code draws them. What they say comes from the server.

import {
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from 'vscode';
import type {
  FindingRow,
  FindingSeverity,
  FindingsBy,
  FindingsGroup,
} from '../../../server/src/findingsProtocol.ts';
import { moreLabel } from './findingsWords.ts';

/** A row of the view. */
export type FindingsElement = GroupElement | FindingElement | MoreElement;

/** A group of a project. */
export interface GroupElement {
  readonly kind: 'group';
  readonly folder: string;
  readonly by: FindingsBy;
  readonly group: FindingsGroup;
}

/** A finding of a group. */
export interface FindingElement {
  readonly kind: 'finding';
  readonly parent: GroupElement;
  readonly finding: FindingRow;
}

/** What of a group isn't shown yet. */
export interface MoreElement {
  readonly kind: 'more';
  readonly parent: GroupElement;
  readonly more: number;
}

const icons: Readonly<Record<FindingSeverity, ThemeIcon>> = {
  error: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
  warning: new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground')),
  information: new ThemeIcon('info', new ThemeColor('problemsInfoIcon.foreground')),
  hint: new ThemeIcon('lightbulb'),
};

/** How a row is drawn. */
export function findingsItem(element: FindingsElement): TreeItem {
  if (element.kind === 'group') return groupItem(element);
  return element.kind === 'finding' ? findingItem(element) : moreItem(element);
}

/** Unique among the groups that are shown at one time. */
export function groupId({ folder, by, group }: GroupElement): string {
  return [folder, by, group.key].join('\n');
}

/** The page of the rule that a row is about; undefined where it is about none. */
export function pageOf(element: FindingsElement): string | undefined {
  if (element.kind === 'more') return undefined;
  return element.kind === 'group' ? element.group.rule?.page : element.finding.page;
}

function groupItem(element: GroupElement): TreeItem {
  const { label, detail, count, severity, rule, spoken } = element.group;
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  item.id = groupId(element);
  item.description = [count.toLocaleString('en'), detail].filter(Boolean).join(' · ');
  item.iconPath = icons[severity];
  item.contextValue = rule ? 'rule' : 'group';
  item.accessibilityInformation = { label: spoken };
  if (rule) item.tooltip = linked(rule.summary, label, rule.page);
  else item.tooltip = detail === undefined ? label : `${detail}/${label}`;
  return item;
}

function findingItem({ parent, finding }: FindingElement): TreeItem {
  const { id, label, description, message, severity, rule, page, location, spoken } = finding;
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  const { start, end } = location.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  item.id = `${groupId(parent)}\n${id}`;
  item.description = description;
  item.iconPath = icons[severity];
  item.contextValue = 'finding';
  item.accessibilityInformation = { label: spoken };
  item.tooltip = linked(message, rule, page);
  item.command = {
    command: 'vscode.open',
    title: 'Open',
    arguments: [Uri.parse(location.uri, true), { selection }],
  };
  return item;
}

function moreItem(element: MoreElement): TreeItem {
  const item = new TreeItem(moreLabel(element.more), TreeItemCollapsibleState.None);
  item.id = `${groupId(element.parent)}\nmore`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.contextValue = 'more';
  item.accessibilityInformation = { label: `Show ${moreLabel(element.more)}`, role: 'button' };
  item.command = { command: 'dbtContext.findings.more', title: 'Show More', arguments: [element] };
  return item;
}

/** A text, which isn't Markdown, with a link below it. */
function linked(text: string, label: string, page: string): MarkdownString {
  return new MarkdownString().appendText(text).appendMarkdown(`\n\n[${label}](${page})`);
}
