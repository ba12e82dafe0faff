// The lineage panel's entry in the browser: draws into the page and listens to the host. Deliberately absent: everything else.

import { render } from 'preact';
import { App } from './app.tsx';
import { connect } from './host.ts';

const root = document.getElementById('root');
if (root) render(<App host={connect()} />, root);
