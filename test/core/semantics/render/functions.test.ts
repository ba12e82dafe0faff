// dbt's functions that compute from their arguments, and the parts of Python that templates may use.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { md5 } from '../../../../server/src/core/semantics/render/md5.ts';
import { sketchOf, sqlOf } from './harness.ts';

test('JSON and YAML', () => {
  assert.equal(sqlOf(`{{ fromjson('{"a": [1, 2.5]}').a[1] }} {{ fromjson('{', 'preset') }}`), '2.5 preset');
  assert.equal(sqlOf(`{{ tojson({'b': 1, 'a': ['é', none]}) }}`), '{"b": 1, "a": ["\\u00e9", null]}');
  assert.equal(sqlOf(`{{ tojson({'b': 1, 'a': 2}, sort_keys=true) }}`), '{"a": 2, "b": 1}');
  assert.equal(sqlOf(`{{ fromyaml('a: [x, y]').a | join }}`), 'xy');
  assert.equal(sketchOf(`{{ fromjson('[1.0]') }}`), '‹numbers that can’t be told apart›');
});

test('sets, zip and differences', () => {
  assert.equal(sqlOf("{{ set(['a', 'b', 'a']) | length }} {{ set([(1, 2), (1, 2)]) | length }}"), '2 1');
  assert.equal(sketchOf("{{ set('a' ~ invocation_id) | length }}"), '‹a set of what isn’t known›');
  assert.equal(sqlOf("{% for a, b in zip(['x', 'y'], [1, 2, 3]) %}{{ a }}{{ b }} {% endfor %}"), 'x1 y2');
  assert.equal(
    sqlOf("{{ diff_of_two_dicts({'a': ['x', 'Y'], 'b': ['z']}, {'A': ['y']}) }}"),
    "{'a': ['x'], 'b': ['z']}",
  );
});

test('a hash of a text', () => {
  assert.equal(sqlOf("{{ local_md5('ferry') }}"), createHash('md5').update('ferry').digest('hex'));
  for (const text of ['', 'a', 'é€😀', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'y'.repeat(1000)]) {
    assert.equal(md5(text), createHash('md5').update(text).digest('hex'));
  }
});

test('dates', () => {
  const prelude = '{% set d = modules.datetime %}';
  const sql = (text: string) => sqlOf(prelude + text);
  assert.equal(sql('{{ d.date(2024, 2, 28) + d.timedelta(days=2) }}'), '2024-03-01');
  assert.equal(sql('{{ d.timedelta(days=2) + d.date(2024, 2, 28) }}'), '2024-03-01');
  assert.equal(
    sql("{{ d.datetime.strptime('2024-01-31 05:06', '%Y-%m-%d %H:%M').strftime('%d.%m.%y %I%p %j %a %B') }}"),
    '31.01.24 05AM 031 Wed January',
  );
  assert.equal(sql('{{ (d.datetime(2024, 1, 2) - d.datetime(2024, 1, 1, 12)).total_seconds() }}'), '43200.0');
  assert.equal(
    sql('{{ d.datetime(2024, 1, 2, 3, 4, 5).isoformat() }} {{ d.datetime(2024, 1, 2) }}'),
    '2024-01-02T03:04:05 2024-01-02 00:00:00',
  );
  assert.equal(
    sql('{{ d.date(2024, 1, 2) < d.date(2024, 1, 3) }} {{ d.date(2024, 1, 2).replace(day=5).weekday() }}'),
    'True 4',
  );
  assert.equal(
    sql('{{ d.timedelta(days=1, hours=2) }} {{ d.timedelta(hours=-1) }}'),
    '1 day, 2:00:00 -1 day, 23:00:00',
  );
  assert.equal(
    sketchOf(`${prelude}{{ d.datetime.now() }} {{ d.date(2024, 2, 30) }}`),
    '‹the time of a run› ‹a date›',
  );
});

test('regular expressions', () => {
  const prelude = '{% set re = modules.re %}';
  const sql = (text: string) => sqlOf(prelude + text);
  assert.equal(
    sql("{{ re.sub('[ -]+', '_', 'a - b') }} {{ re.sub('(a)(b)', '\\\\2\\\\1', 'ab') }}"),
    'a_b ba',
  );
  assert.equal(sql("{{ re.match('b', 'ab') }} {{ re.search('b', 'ab').start() }}"), 'None 1');
  assert.equal(
    sql("{{ re.findall('([a-z])([0-9])', 'a1 b2') }} {{ re.split('[,;]', 'a,b;c') }}"),
    "[('a', '1'), ('b', '2')] ['a', 'b', 'c']",
  );
  assert.equal(
    sql(
      "{{ re.search('X', 'axb', re.IGNORECASE).group() }} {{ re.compile('a(?P<n>.)').match('ab').group('n') }}",
    ),
    'x b',
  );
  assert.equal(sketchOf(`${prelude}{{ re.sub('(?=a)', '', 'a') }}`), '‹what a pattern finds›');
});

test('combinations', () => {
  assert.equal(
    sqlOf("{% for a, b in modules.itertools.product(['x', 'y'], [1, 2]) %}{{ a }}{{ b }} {% endfor %}"),
    'x1 x2 y1 y2',
  );
});
