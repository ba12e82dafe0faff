// What a picture needs of the page it is made from: colours of the theme, the font, how wide text is. For the browser.

import type { Measure } from '../cut.ts';
import type { SvgColours } from './svg.ts';

/** Variables of VS Code, the first that the theme has; then a colour that can be read on white. */
const variables: Readonly<Record<keyof SvgColours, readonly [...string[], string]>> = {
  background: ['--vscode-editor-background', '#ffffff'],
  text: ['--vscode-foreground', '--vscode-editor-foreground', '#1f1f1f'],
  muted: ['--vscode-descriptionForeground', '#616161'],
  box: ['--vscode-editorWidget-background', '--vscode-editor-background', '#f8f8f8'],
  boxBorder: ['--vscode-contrastBorder', '--vscode-editorWidget-border', '--vscode-panel-border', '#c8c8c8'],
  edge: ['--vscode-descriptionForeground', '#767676'],
  lit: ['--vscode-focusBorder', '#005fb8'],
  failed: [
    '--vscode-list-errorForeground',
    '--vscode-editorError-foreground',
    '--vscode-errorForeground',
    '#b01011',
  ],
  late: ['--vscode-list-warningForeground', '--vscode-editorWarning-foreground', '#855f00'],
  fine: ['--vscode-testing-iconPassed', '#2c7a2c'],
};

export function coloursOf(page: HTMLElement): SvgColours {
  const style = getComputedStyle(page);
  const colour = (part: keyof SvgColours): string => {
    const [last, ...others] = [...variables[part]].reverse();
    const found = others.reverse().map((name) => style.getPropertyValue(name).trim());
    return found.find((value) => value !== '') ?? last ?? 'currentColor';
  };
  return {
    background: colour('background'),
    text: colour('text'),
    muted: colour('muted'),
    box: colour('box'),
    boxBorder: colour('boxBorder'),
    edge: colour('edge'),
    lit: colour('lit'),
    failed: colour('failed'),
    late: colour('late'),
    fine: colour('fine'),
  };
}

export function fontOf(page: HTMLElement): string {
  return getComputedStyle(page).fontFamily || 'sans-serif';
}

/** By a canvas of its own; where there is none, by what letters usually take. */
export function measureIn(fontFamily: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, size, bold) => {
    if (!context) return text.length * size * 0.6;
    context.font = `${bold ? '600 ' : ''}${size}px ${fontFamily}`;
    return context.measureText(text).width;
  };
}
