{% macro cents_to_euros(column_name, decimals=2) -%}
    cast({{ column_name }} / 100.0 as decimal(16, {{ decimals }}))
{%- endmacro %}
