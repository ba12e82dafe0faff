select
    port_code as cd_port,
    measured_at as ts_tide_measured,
    level_cm as val_tide_level
from {{ source('harbour_office', 'tide_readings') }}
