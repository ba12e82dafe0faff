select
    call_no as id_crossing,
    sailing_no as id_sailing,
    sailing_on as dt_crossing,
    left_at as ts_crossing_departure,
    people_on_board as n_passenger,
    cars_on_board as n_vehicle
from {{ source('vessel_tracking', 'port_calls') }}
