// A small shop with its artifacts on disk, for tests of the server and the command line.

import path from 'node:path';
import type { TestContext } from 'node:test';
import { type ClientOptions, startClient, type TestClient } from './client.ts';
import { diskProject } from './diskProject.ts';
import { manifestOf } from './manifest.ts';

/** The manifest of {@link shop}. */
export const shopManifest = manifestOf({
  'source.shop.raw.orders': { original_file_path: 'models/schema.yml' },
  'model.shop.stg_orders': {
    depends_on: { nodes: ['source.shop.raw.orders'], macros: [] },
    description: 'One row for each order.',
    patch_path: 'shop://models/schema.yml',
    meta: { owner: 'Mara' },
  },
  'model.shop.orders': {
    depends_on: { nodes: ['model.shop.stg_orders', 'source.shop.raw.orders'], macros: [] },
  },
  'exposure.shop.board': {
    depends_on: { nodes: ['model.shop.orders', 'model.shop.stg_orders'], macros: [] },
    owner: { name: 'Ida', email: null },
  },
});

/** Its files; returns the folder, which goes when the test ends. */
export function shop(test: TestContext): string {
  return diskProject(
    test,
    `
    //- dbt_project.yml
    name: shop
    version: "1.0"
    profile: shop
    //- models/schema.yml
    version: 2
    sources:
      - name: raw
        tables:
          - name: orders
    models:
      - name: stg_orders
        description: One row for each order.
    //- models/stg_orders.sql
    select * from {{ source('raw', 'orders') }}
    //- models/orders.sql
    select * from {{ ref('stg_orders') }}
    //- target/manifest.json
    ${JSON.stringify(shopManifest)}
    `,
  );
}

/** A server with a client in a shop of its own, or in the folder given; both end with the test. */
export async function shopClient(
  test: TestContext,
  options: Partial<ClientOptions> = {},
): Promise<TestClient> {
  const folder = options.folder ?? shop(test);
  const cache = { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder };
  const started = await startClient({
    ...options,
    folder,
    environment: { ...cache, ...options.environment },
  });
  test.after(() => started.close());
  return started;
}

/** The text of a hover's contents. */
export function textOf(contents: unknown): string {
  return (contents as { value: string }).value;
}
