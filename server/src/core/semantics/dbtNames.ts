// What dbt and Jinja bring into every template, for people: functions with their signature and a line on what they do, members,
// filters, tests, statements. https://docs.getdbt.com/reference/dbt-jinja-functions. Deliberately absent: macros.

/** A function or value: its name with the signature, and what it is. */
export interface DbtName {
  readonly name: string;
  /** With its brackets; empty for a value. */
  readonly signature: string;
  readonly about: string;
}

function table(text: string): readonly DbtName[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [written = '', ...about] = line.trim().split(' — ');
      const bracket = written.indexOf('(');
      const end = bracket < 0 ? written.length : bracket;
      return { name: written.slice(0, end), signature: written.slice(end), about: about.join(' — ') };
    });
}

/** Names of dbt's context, the most used first. */
export const contextNames: readonly DbtName[] = table(`
ref(model) — The relation of a model, seed or snapshot; this file then depends on it.
source(source, table) — The relation of a source's table; this file then depends on it.
config(…) — Settings of this node.
var(name, default) — A variable of dbt_project.yml or of the command line.
this — The relation that this node makes.
target — The connection in use: name, schema, type.
is_incremental() — True where an incremental model adds to a table that is there.
env_var(name, default) — An environment variable.
execute — False while dbt only parses, so that queries have no result yet.
run_query(sql) — Runs a query and gives its result as a table.
log(message, info=False) — Writes to dbt's log; with info also to the screen.
return(value) — Ends a macro with a value.
exceptions — Errors and warnings of your own.
adapter — Functions of the adapter: dispatch, relations, columns.
api — The classes Relation and Column.
doc(name) — The text of a docs block, in descriptions.
metric(name) — A metric.
graph — All nodes of the project, once they are parsed.
model — This node as the manifest has it.
modules — Python's datetime, pytz, re and itertools.
run_started_at — When this run began.
invocation_id — The id of this run.
dbt_version — The version of dbt.
project_name — The name of the root project.
schema — The target's schema.
database — The target's database.
flags — How dbt was called.
fromjson(text, default) — The value of a JSON text.
tojson(value, default, sort_keys=False) — A value as JSON text.
fromyaml(text, default) — The value of a YAML text.
toyaml(value, default, sort_keys=False) — A value as YAML text.
local_md5(text) — The MD5 of a text.
set(values, default) — A set of the values.
zip(lists) — Lists joined item by item.
print(text) — Prints to the screen.
debug() — Opens a debugger.
load_result(name) — The result of a statement block.
selected_resources — The ids of the nodes that were selected.
builtins — dbt's own ref, source and config, where a macro replaces them.
range(start, stop, step) — Numbers in a row.
dict(…) — A dictionary.
namespace(…) — An object whose attributes can be set inside loops.
`);

/** Names that only some blocks have. */
export const blockNames: Readonly<Record<'macro' | 'call', readonly DbtName[]>> = {
  macro: table(`
caller() — The body of the call block that calls this macro.
varargs — Positional arguments beyond the parameters.
kwargs — Keyword arguments beyond the parameters.`),
  call: [],
};

/** Members of dbt's objects and of a loop. */
export const members: Readonly<Record<string, readonly DbtName[]>> = {
  adapter: table(`
dispatch(macro_name, macro_namespace) — The macro of that name for the adapter in use.
get_relation(database, schema, identifier) — The relation, or none where it isn't there.
get_columns_in_relation(relation) — Its columns.
get_missing_columns(from_relation, to_relation) — Columns that only the first has.
expand_target_column_types(from_relation, to_relation) — Widens columns so that values fit.
create_schema(relation) — Makes the schema of a relation.
drop_schema(relation) — Drops the schema of a relation.
drop_relation(relation) — Drops a relation.
rename_relation(from_relation, to_relation) — Renames a relation.
quote(identifier) — A name in the quotes of the adapter.
execute(sql, auto_begin=False, fetch=False) — Runs a statement.
type() — The adapter's name.
valid_snapshot_target(relation) — Stops where a table can't take a snapshot.`),
  target: table(`
name — The target's name: dev, prod …
schema — The schema that models are built in.
type — The adapter: snowflake, bigquery …
profile_name — The profile's name.
threads — How many threads dbt uses.
database — The database.
project — BigQuery: the project.
dataset — BigQuery: the dataset.
warehouse — Snowflake: the warehouse.
role — Snowflake: the role.
user — The user.
host — The host.
dbname — Postgres, Redshift: the database.`),
  this: table(`
database — Its database.
schema — Its schema.
identifier — Its name in the warehouse.
name — Its name in the warehouse.
table — Its name in the warehouse.
is_view — Whether it is a view.
is_table — Whether it is a table.
include(database=True, schema=True, identifier=True) — The relation with some parts of its name.`),
  loop: table(`
index — The turn, from 1.
index0 — The turn, from 0.
first — True in the first turn.
last — True in the last turn.
length — How many turns there are.
revindex — Turns to the end, from 1.
revindex0 — Turns to the end, from 0.
previtem — The item before.
nextitem — The item after.
cycle(…) — One of the arguments in turn.
changed(…) — Whether a value is another than in the turn before.`),
  exceptions: table(`
raise_compiler_error(message) — Stops with an error.
warn(message) — Writes a warning.
raise_not_implemented(message) — Stops: not made for this adapter.`),
  config: table(`
get(name, default) — A setting of this node.
require(name) — A setting that has to be there.
meta_get(name, default) — A key of meta.
meta_require(name) — A key of meta that has to be there.`),
  api: table(`
Relation — The class of relations.
Column — The class of columns.`),
  modules: table(`
datetime — Python's datetime.
pytz — Time zones.
re — Regular expressions.
itertools — Tools for lists.`),
  graph: table(`
nodes — Models, seeds, snapshots and tests by id.
sources — Source tables by id.
exposures — Exposures by id.
metrics — Metrics by id.
groups — Groups by id.`),
  model: table(`
name — Its name.
unique_id — Its id.
alias — Its name in the warehouse.
schema — Its schema.
path — Its path within the folder of models.
original_file_path — Its path in the project.
config — Its settings.
meta — Its meta.
tags — Its tags.
columns — Its columns as YAML lists them.
description — Its description.`),
  flags: table(`
FULL_REFRESH — Called with --full-refresh.
WHICH — The command: run, build …
STORE_FAILURES — Called with --store-failures.`),
  builtins: table(`
ref(model) — dbt's own ref.
source(source, table) — dbt's own source.
config(…) — dbt's own config.`),
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Filters, dbt's own first. */
export const filters: readonly string[] = words(`
as_bool as_native as_number as_text
abs attr batch capitalize center default dictsort escape filesizeformat first float forceescape format groupby indent int items
join last length list lower map max min pprint random reject rejectattr replace reverse round safe select selectattr slice sort
string striptags sum title tojson trim truncate unique upper urlencode wordcount wordwrap`);

/** Tests behind `is`. */
export const jinjaTests: readonly string[] = words(`
none not defined undefined string number integer float boolean mapping sequence iterable callable true false even odd divisibleby
in sameas eq ne gt ge lt le lower upper filter test`);

/** Statements that open a block, and how they end. */
export const blockStatements: ReadonlyMap<string, string> = new Map(
  words('if for macro set call filter raw snapshot test data_test materialization docs block with').map(
    (keyword) => [keyword, keyword === 'data_test' ? 'enddata_test' : `end${keyword}`],
  ),
);
