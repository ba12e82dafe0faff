select
    ferries.nm_ferry,
    hours.cd_ferry,
    max(hours.dt_engine_reading) as dt_engine_reading,
    max(hours.val_engine_hours) as val_engine_hours,
    max(hours.val_engine_oil_temperature) as val_engine_oil_temperature,
    cast(max(hours.val_engine_hours) > 4900 as integer) as ind_engine_service_due
from {{ ref('stg_engine_room__engine_hours') }} as hours
inner join {{ ref('ferries') }} as ferries
    on hours.cd_ferry = ferries.cd_ferry
group by 1, 2
