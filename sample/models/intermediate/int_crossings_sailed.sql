with calls as (

    select * from {{ ref('stg_vessel_tracking__port_calls') }}

),

timetable as (

    select * from {{ ref('stg_harbour_office__timetable') }}

)

select
    calls.id_crossing,
    calls.id_sailing,
    calls.dt_crossing,
    timetable.cd_route,
    timetable.cd_ferry,
    timetable.cd_port_origin,
    timetable.cd_port_destination,
    calls.dt_crossing + timetable.tm_sailing_departure as ts_crossing_planned,
    calls.ts_crossing_departure,
    case when calls.ts_crossing_departure is null then 1 else 0 end as ind_crossing_cancelled,
    {{ minutes_between('calls.dt_crossing + timetable.tm_sailing_departure', 'calls.ts_crossing_departure') }}
        as n_crossing_delay_minute,
    calls.n_passenger,
    calls.n_vehicle
from calls
inner join timetable
    on calls.id_sailing = timetable.id_sailing
