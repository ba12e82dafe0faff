// The buttons over the graph. Where there is little room, what is used less often is in a menu. One Tab stop; arrow keys go between
// the buttons. Deliberately absent: what the buttons do; back, forward and pin, which stand in the title above.

import { useRef, useState } from 'preact/hooks';
import type { LineageImpact } from '../../../server/src/lineageProtocol.ts';
import type { LineageDirection } from '../../../server/src/protocol.ts';
import { Icon } from '../icon.tsx';
import type { Pane } from '../state.ts';
import { brokenReaders } from '../words.ts';
import { moveFocus } from './arrowFocus.ts';
import { Button } from './button.tsx';
import type { PanelAction } from './keys.ts';
import { Menu, type MenuItem } from './menu.tsx';

export interface ToolbarProps {
  readonly upstream: number | 'all';
  readonly downstream: number | 'all';
  readonly followsColumns: boolean;
  readonly activeFilters: number;
  /** Undefined where nothing is changed. */
  readonly impact: LineageImpact | undefined;
  /** What is open beside the graph. */
  readonly open: Pane | undefined;
  readonly inSidebar: boolean;
  /** There is room for the most needed buttons only. */
  readonly narrow: boolean;
  readonly onAction: (action: PanelAction) => void;
}

const exportItems: readonly MenuItem[] = [
  { action: 'exportSvg', icon: 'device-camera', label: 'Save as SVG' },
  { action: 'exportPng', icon: 'device-camera', label: 'Save as PNG' },
  { action: 'exportMermaid', icon: 'type-hierarchy', label: 'Save as Mermaid' },
  { action: 'exportDot', icon: 'type-hierarchy', label: 'Save as DOT' },
  { action: 'exportJson', icon: 'list-flat', label: 'Save as JSON' },
];

const stepActions = ['fewerUpstream', 'moreUpstream', 'fewerDownstream', 'moreDownstream'] as const;

export function Toolbar(props: ToolbarProps) {
  const { narrow, onAction } = props;
  const [current, setCurrent] = useState<string>('search');
  const root = useRef<HTMLDivElement>(null);
  const items = itemsOf(props);
  const shown = narrow ? items.slice(0, mostInNarrow) : items;
  const inMenu = items.slice(shown.length);
  const stops: readonly string[] = [...stepActions, ...shown.map(({ action }) => action), 'menu'];
  // What was focused may have gone into the menu.
  const stop = stops.includes(current) ? current : 'search';
  const place = (id: string) => ({ tabIndex: id === stop ? 0 : -1, onFocus: () => setCurrent(id) });
  const button = (item: Item) => (
    <Button key={item.action} {...item} {...place(item.action)} onClick={() => onAction(item.action)} />
  );
  const steppers = (
    <span class="steppers">
      <Stepper direction="upstream" steps={props.upstream} {...{ narrow, place, onAction }} />
      <Stepper direction="downstream" steps={props.downstream} {...{ narrow, place, onAction }} />
    </span>
  );
  return (
    <div
      ref={root}
      class="toolbar"
      role="toolbar"
      aria-label="Lineage"
      onKeyDown={(event) => root.current && moveFocus(event, root.current, '.button', 'row')}
    >
      {steppers}
      {shown.map(button)}
      <Menu
        icon={narrow ? 'ellipsis' : 'save'}
        label={narrow ? 'More' : 'Save the graph'}
        items={[...inMenu.map(toMenuItem), ...exportItems]}
        {...place('menu')}
        onAction={onAction}
      />
    </div>
  );
}

interface Item {
  readonly action: PanelAction;
  readonly icon: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
}

/** So many buttons stand beside the steps in a sidebar. */
const mostInNarrow = 2;

/** What is needed most comes first. */
function itemsOf(props: ToolbarProps): readonly Item[] {
  const { activeFilters, impact, open, followsColumns, inSidebar } = props;
  const filters = activeFilters > 0 ? `Filter, ${activeFilters} active` : 'Filter';
  const breaks: Item | undefined = impact && {
    action: 'impact',
    icon: 'warning',
    label: `What the change breaks: ${brokenReaders(impact)}`,
    count: impact.readers.length + impact.more,
    expanded: open === 'impact',
  };
  const tab: Item = { action: 'openInEditor', icon: 'open-preview', label: 'Open in an editor tab' };
  return [
    { action: 'search', icon: 'search', label: 'Search' },
    ...(breaks ? [breaks] : []),
    { action: 'filter', icon: 'filter', label: filters, count: activeFilters, expanded: open === 'filter' },
    { action: 'details', icon: 'info', label: 'Details', expanded: open === 'details' },
    { action: 'fit', icon: 'screen-full', label: 'Fit everything on the screen' },
    {
      action: 'followColumns',
      icon: 'symbol-field',
      label: 'Follow the column under the cursor',
      pressed: followsColumns,
    },
    ...(inSidebar ? [tab] : []),
    { action: 'help', icon: 'question', label: 'Keys and signs', expanded: open === 'help' },
  ];
}

function toMenuItem({ action, icon, label, pressed }: Item): MenuItem {
  return { action, icon, label, checked: pressed };
}

interface StepperProps {
  readonly narrow: boolean;
  readonly direction: LineageDirection;
  readonly steps: number | 'all';
  readonly place: (id: string) => { readonly tabIndex: number; readonly onFocus: () => void };
  readonly onAction: (action: PanelAction) => void;
}

function Stepper({ direction, steps, narrow, place, onAction }: StepperProps) {
  const isUpstream = direction === 'upstream';
  const [fewer, more] = isUpstream
    ? (['fewerUpstream', 'moreUpstream'] as const)
    : (['fewerDownstream', 'moreDownstream'] as const);
  const shown = `${steps === 'all' ? 'All' : steps} ${steps === 1 ? 'step' : 'steps'} ${direction}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame that no toolbar has.
    <span class="stepper" role="group" aria-label={shown} title={shown}>
      <span class="stepperName" aria-hidden="true">
        {narrow ? <Icon name={isUpstream ? 'arrow-up' : 'arrow-down'} /> : isUpstream ? 'Up' : 'Down'}
      </span>
      <Button
        icon="remove"
        label={`Fewer steps ${direction}`}
        disabled={steps === 0}
        {...place(fewer)}
        onClick={() => onAction(fewer)}
      />
      <span class="steps" aria-live="polite">
        {steps}
      </span>
      <Button
        icon="add"
        label={`More steps ${direction}`}
        disabled={steps === 'all'}
        {...place(more)}
        onClick={() => onAction(more)}
      />
    </span>
  );
}
