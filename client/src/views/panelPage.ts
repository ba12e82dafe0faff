// The page that the lineage panel runs in: one script and one style sheet of ours, and no right to anything else.
// Deliberately absent: everything that is drawn.

import type { PanelPlace } from '../../messages.ts';

/** What the page is made with: addresses as the webview wants them. */
export interface PageParts {
  readonly place: PanelPlace;
  readonly script: string;
  readonly style: string;
  /** Where the webview's own files come from, as its content security policy names it. */
  readonly source: string;
  /** Only a script that carries it runs; another one for each page. */
  readonly nonce: string;
}

/** See the head of this file. */
export function panelPage({ place, script, style, source, nonce }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    'img-src data: blob:',
    "font-src 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Lineage</title>
<link rel="stylesheet" href="${style}">
</head>
<body data-place="${place}">
<div id="root"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
