{% macro in_season(date_column) -%}
    {{ date_column }} between date '{{ var("season_start") }}' and date '{{ var("season_end") }}'
{%- endmacro %}
