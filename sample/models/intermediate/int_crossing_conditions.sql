{{ config(materialized='ephemeral') }}

select
    observations.ts_wind_observed,
    cast(observations.ts_wind_observed as date) as dt_wind_observed,
    observations.val_wind_speed,
    max(beaufort.n_wind_force) as n_wind_force
from {{ ref('stg_weather_feed__observations') }} as observations
left join {{ ref('shipping_utils', 'beaufort_scale') }} as beaufort
    on observations.val_wind_speed >= beaufort.val_wind_speed_from
group by 1, 2, 3
