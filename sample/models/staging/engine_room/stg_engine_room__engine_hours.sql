select
    reading_no as id_engine_reading,
    vessel_code as cd_ferry,
    read_on as dt_engine_reading,
    running_hours as val_engine_hours,
    oil_temperature as val_engine_oil_temperature
from {{ source('engine_room', 'engine_hours') }}
