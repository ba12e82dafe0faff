select
    observed_at as ts_wind_observed,
    wind_ms as val_wind_speed,
    wave_height_m as val_wave_height
from {{ source('weather_feed', 'observations') }}
