{% macro minutes_between(start_at, end_at) -%}
    {{ return(adapter.dispatch('minutes_between', 'tern_ferries')(start_at, end_at)) }}
{%- endmacro %}

{% macro default__minutes_between(start_at, end_at) -%}
    datediff('minute', {{ start_at }}, {{ end_at }})
{%- endmacro %}

{% macro duckdb__minutes_between(start_at, end_at) -%}
    cast(date_diff('minute', {{ start_at }}, {{ end_at }}) as integer)
{%- endmacro %}
