// The lineage panel's entry in the browser: draws into the page and listens to the host. Deliberately absent: everything else.

import { render } from 'preact';

const root = document.getElementById('root');
if (root) render(<main>Lineage</main>, root);
