// Settings, and where folders lie that they and the environment decide.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheFolder, targetFolder } from '../../server/src/host/folders.ts';
import { defaultSettings, readSettings } from '../../server/src/host/settings.ts';

test('settings are read nested or dotted, and what does not fit has its default', () => {
  const nested = readSettings({ hover: { mode: 'compact' }, ownerKeys: ['team'] });
  assert.equal(nested.hoverMode, 'compact');
  assert.deepEqual(nested.ownerKeys, ['team']);
  assert.equal(readSettings({ 'hover.mode': 'off' }).hoverMode, 'off');
  assert.equal(readSettings({ hover: { mode: 'loud' }, ownerKeys: [1] }).hoverMode, 'auto');
  for (const section of [undefined, null, 7, 'x', []])
    assert.deepEqual(readSettings(section), defaultSettings);
});

test('the target folder: setting, environment, dbt_project.yml', () => {
  const from = (setting: string, variable: string, config: string) =>
    targetFolder('/shop', { setting, environment: variable ? { DBT_TARGET_PATH: variable } : {}, config });
  assert.equal(from('', '', 'target'), '/shop/target');
  assert.equal(from('', '../out', 'target'), '/out');
  assert.equal(from('/abs', '../out', 'target'), '/abs');
});

test('the cache lies in the user’s, one folder for each project', () => {
  const a = cacheFolder('/here/shop', { XDG_CACHE_HOME: '/cache', HOME: '/u' });
  const b = cacheFolder('/there/shop', { XDG_CACHE_HOME: '/cache', HOME: '/u' });
  assert.notEqual(a, b);
  if (process.platform === 'linux') {
    assert.match(a, /^\/cache\/dbt-metadata-context\/shop-[0-9a-f]{16}$/);
    assert.match(cacheFolder('/s', { XDG_CACHE_HOME: 'here', HOME: '/u' }), /^\/u\/\.cache\//);
  }
});
