select
    slip_no as id_fuel_slip,
    vessel_code as cd_ferry,
    bunkered_on as dt_fuel_bunkered,
    litres as txt_fuel_litre,
    price_per_litre as amt_fuel_litre_price
from {{ source('engine_room', 'bunkerings') }}
