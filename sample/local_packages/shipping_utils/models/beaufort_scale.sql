{{ config(materialized='table') }}

{# Lower bounds of wind speed in metres per second, force 0 to 12. #}
{% set lower_bounds = [0, 0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7] %}

{% for lower_bound in lower_bounds %}
select
    {{ loop.index0 }} as n_wind_force,
    cast({{ lower_bound }} as double) as val_wind_speed_from
{% if not loop.last %}union all{% endif %}
{% endfor %}
