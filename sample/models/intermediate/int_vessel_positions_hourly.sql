{{
    config(
        materialized='incremental',
        unique_key=['cd_ferry', 'ts_position_hour'],
        incremental_strategy='delete+insert',
        on_schema_change='append_new_columns'
    )
}}

select
    cd_ferry,
    date_trunc('hour', ts_position_recorded) as ts_position_hour,
    avg(val_position_latitude) as val_position_latitude,
    avg(val_position_longitude) as val_position_longitude,
    {{ shipping_utils.knots_to_kmh('max(val_position_speed)') }} as val_position_speed_kmh,
    count(*) as n_position
from {{ ref('stg_vessel_tracking__positions') }}

{% if is_incremental() %}
where ts_position_recorded >= (select max(ts_position_hour) from {{ this }})
{% endif %}

group by 1, 2
