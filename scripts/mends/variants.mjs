// The sample in other styles and with something broken in it, as maps of the texts that differ. Deliberately absent: judging them.
import { isMap, isPair, isSeq, parseDocument, visit } from 'yaml';

const isProperties = (file) => /^(models|seeds|snapshots)\/.*\.yml$/.test(file);
const bookings = 'models/marts/customers/_customers__models.yml';
const crossings = 'models/marts/sailings/_sailings__models.yml';
const crossingsSql = 'models/marts/sailings/fct_crossings_v2.sql';
const bookingsSql = 'models/marts/customers/fct_bookings.sql';
const portsSql = 'models/marts/sailings/dim_ports.sql';

/** Written in another way: every fix is tried. */
const styles = [
  ['as it is', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['no last line break', (text) => text.trimEnd()],
  ['dashes below their keys', (text) => parseDocument(text).toString({ indentSeq: false, lineWidth: 0 })],
  ['four blanks', (text) => parseDocument(text).toString({ indent: 4, lineWidth: 0 })],
  ['columns in flow style', (text) => inFlow(text, 'columns')],
  ['tests, not data_tests', (text) => text.replaceAll('data_tests:', 'tests:')],
  ['arguments beside the name', (text) => text.replace(/ +arguments:\n/g, '')],
  ['no tests', (text) => without(text, ['data_tests'])],
  ['no columns', (text) => (text.includes('time_spine') ? text : without(text, ['columns', 'contract']))],
];

function inFlow(text, key) {
  const document = parseDocument(text);
  visit(document, {
    Pair(_, { key: { value: name } = {}, value }) {
      if (name === key && isSeq(value)) {
        const asFlow = (_, collection) => {
          collection.flow = true;
        };
        visit(value, { Map: asFlow, Seq: asFlow });
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

function without(text, keys) {
  const document = parseDocument(text);
  visit(document, {
    Pair: (_, { key }, path) => (keys.includes(key.value) && !isTop(path) ? visit.REMOVE : undefined),
  });
  return document.toString({ lineWidth: 0 });
}

/** The list of a unit test's versions and the like stand deeper; the first map is the file. */
function isTop(path) {
  return path.filter((node) => isMap(node) || isPair(node)).length <= 1;
}

/** Broken on purpose: what is found there and not in the sample as it is. */
const broken = [
  [
    'more promises',
    'dbt-context.yml',
    /id: \{description: Identifier of an entity,/,
    'id: {description: Identifier of an entity, promises: [not_null, unique],',
  ],
  ['governance', 'dbt-context.yml', /$/, '\ngovernance: recommended\n'],
  ['a column of a contract gone', bookings, / {6}- name: n_ticket\n {8}data_type: bigint\n/, ''],
  [
    'a column too many in a contract',
    bookings,
    /( {6}- name: n_ticket\n)/,
    '      - name: n_ferry\n        data_type: bigint\n$1',
  ],
  ['another type in a contract', bookings, /(- name: n_ticket\n {8}data_type: )bigint/, '$1varchar'],
  ['no type in a contract', bookings, /(- name: n_ticket\n) {8}data_type: bigint\n/, '$1'],
  ['another type in a version', crossings, /(- name: n_vehicle\n.*\n {8}data_type: )bigint/, '$1varchar'],
  ['a column of a version gone', crossings, / {10}- name: n_pax\n.*\n.*\n/, ''],
  ['a column of SQL gone', crossingsSql, / {4}crossings\.n_vehicle,\n/, ''],
  ['another name in SQL', crossingsSql, /crossings\.n_vehicle,/, 'crossings.n_vehicle as n_car,'],
  ['a new column in SQL', bookingsSql, /(id_sailing)/, "$1, 1 as ind_booking_paid, 'x' as txt_ticket"],
  ['another name in a model', portsSql, /ports\.nm_port,/, 'ports.nm_port as port_name,'],
  ['a column’s name misspelt in YAML', crossings, /name: n_port_berth/, 'name: n_port_berths'],
  ['a ref misspelt', portsSql, /stg_harbour_office__ports/, 'stg_harbour_office__port'],
  ['a ref misspelt in YAML', crossings, /ref\('ferries'\)/, "ref('ferrys')"],
  ['a source misspelt', 'models/staging/harbour_office/stg_harbour_office__ports.sql', /'ports'/, "'port'"],
  [
    'a macro misspelt',
    'models/marts/sailings/rpt_punctuality.sql',
    /current_crossings\(/,
    'current_crossing(',
  ],
  ['a var misspelt', crossingsSql, /late_after_minutes/, 'late_after_minute'],
  ['a doc misspelt', crossings, /doc\("cd_port"\)/, 'doc("cd_ports")'],
  ['a test misspelt', crossings, /not_negative/, 'not_negativ'],
  ['a group misspelt', crossings, /group: sailings/, 'group: sailing'],
  ['a unit test’s model misspelt', crossings, /model: fct_crossings/, 'model: fct_crossing'],
  [
    'a model without YAML',
    'models/marts/sailings/fct_moorings.sql',
    /^/,
    "select 1 as ind_crossing, 'x' as cd_port\n",
  ],
];

/** Every variant of the sample, given the text of each of its files. */
export function variantsOf(paths, textOf) {
  const styled = styles.map(([name, change]) => ({
    name,
    all: true,
    texts: new Map(paths.filter(isProperties).map((file) => [file, change(textOf(file))])),
  }));
  const mistaken = broken.map(([name, file, pattern, to]) => {
    const before = textOf(file) ?? '';
    const text = before.replace(pattern, to);
    if (text === before) throw new Error(`The sample has no place for “${name}”.`);
    return { name, all: false, texts: new Map([[file, text]]) };
  });
  return [...styled, ...mistaken];
}
