// The panel's side of its host: messages both ways, and the state that VS Code keeps for a hidden panel. Deliberately absent: what they mean.

import type { FromPanel, PanelPlace, ToPanel } from '../messages.ts';

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  readonly place: PanelPlace;
  /** What was kept when the panel was last seen. */
  readonly saved: unknown;
  post(message: FromPanel): void;
  save(state: unknown): void;
  /** Returns how to stop. */
  listen(listener: (message: ToPanel) => void): () => void;
}

export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    place: document.body.dataset['place'] === 'editor' ? 'editor' : 'sidebar',
    saved: api.getState(),
    post: (message) => api.postMessage(message),
    save: (state) => api.setState(state),
    listen(listener) {
      const heard = ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'object' && data !== null && 'type' in data) listener(data as ToPanel);
      };
      window.addEventListener('message', heard);
      return () => window.removeEventListener('message', heard);
    },
  };
}
