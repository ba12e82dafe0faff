{% macro knots_to_kmh(column_name, decimals=1) -%}
    round({{ column_name }} * 1.852, {{ decimals }})
{%- endmacro %}
