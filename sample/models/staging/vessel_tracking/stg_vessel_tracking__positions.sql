select
    vessel_code as cd_ferry,
    recorded_at as ts_position_recorded,
    latitude as val_position_latitude,
    longitude as val_position_longitude,
    speed_knots as val_position_speed
from {{ source('vessel_tracking', 'positions') }}
where recorded_at >= timestamp '{{ env_var("TERN_POSITIONS_FROM", "2026-06-01") }}'
