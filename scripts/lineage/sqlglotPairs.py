# Development only: column lineage of compiled models as sqlglot sees it, to compare the own analysis with.
# Reads JSON lines {"key", "dialect", "sql", "tables": {path: [column, …]}} from standard input and writes JSON lines
# {"key", "pairs": [[output, path, column], …]} or {"key", "error"}. Deliberately absent: reading a project (compare.mjs).
import json
import signal
import sys
import time

from sqlglot import exp, parse
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope, traverse_scope
from sqlglot.schema import MappingSchema

SECONDS = 20


def path_of(table):
    parts = [table.catalog, table.db, table.name]
    return ".".join(part for part in parts if part).lower()


def with_plain_tables(tree, tables):
    """Every known table under a plain name of its own, so that schemas of any depth fit together."""
    plain = {}
    for scope in traverse_scope(tree):
        for table in scope.find_all(exp.Table):
            path = path_of(table)
            if table.name in scope.cte_sources and not table.db:
                continue
            if path not in tables:
                continue
            if not table.alias:
                table.set("alias", exp.TableAlias(this=table.this.copy()))
            name = plain.setdefault(path, f"plain_{len(plain)}")
            table.set("this", exp.to_identifier(name))
            table.set("db", None)
            table.set("catalog", None)
    for column in tree.find_all(exp.Column):
        if column.args.get("db"):
            column.set("db", None)
            column.set("catalog", None)
    return plain


def pairs_of(request):
    dialect = request["dialect"]
    statements = [each for each in parse(request["sql"], dialect=dialect) if each is not None]
    tree = statements[-1]
    plain = with_plain_tables(tree, request["tables"])
    schema = MappingSchema(dialect=dialect)
    for path, columns in request["tables"].items():
        if path in plain:
            schema.add_table(plain[path], {column: "unknown" for column in columns}, dialect=dialect)
    paths = {name.lower(): path for path, name in plain.items()}
    tree = qualify(
        tree, schema=schema, dialect=dialect, validate_qualify_columns=False, identify=False
    )
    scope = build_scope(tree)
    found = []
    for output in tree.named_selects:
        root = lineage(output, tree, schema=schema, dialect=dialect, scope=scope, copy=False)
        seen = set()
        for node in root.walk():
            source = node.expression
            if not isinstance(source, exp.Table) or source.name.lower() not in paths:
                continue
            column = node.name.rsplit(".", 1)[-1].strip('"`[]')
            pair = (output.lower(), paths[source.name.lower()], column.lower())
            if pair not in seen:
                seen.add(pair)
                found.append(pair)
    return found


class TooSlow(Exception):
    pass


def stop(*_):
    raise TooSlow()


def main():
    signal.signal(signal.SIGALRM, stop)
    for line in sys.stdin:
        request = json.loads(line)
        started = time.perf_counter()
        signal.alarm(SECONDS)
        try:
            answer = {"key": request["key"], "pairs": pairs_of(request)}
        except TooSlow:
            answer = {"key": request["key"], "error": f"longer than {SECONDS} s"}
        except Exception as problem:  # whatever sqlglot can't read is no difference
            answer = {"key": request["key"], "error": f"{type(problem).__name__}: {str(problem)[:200]}"}
        signal.alarm(0)
        answer["ms"] = (time.perf_counter() - started) * 1000
        print(json.dumps(answer), flush=True)


main()
