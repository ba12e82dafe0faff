{#- The version of fct_crossings that reports should read. -#}
{% macro current_crossings() -%}
    {{ return(ref('fct_crossings', version=2)) }}
{%- endmacro %}
