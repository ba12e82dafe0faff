with crossings as (

    select * from {{ ref('int_crossings_sailed') }}

),

wind as (

    select
        dt_wind_observed,
        max(n_wind_force) as n_wind_force
    from {{ ref('int_crossing_conditions') }}
    group by 1

)

select
    crossings.id_crossing,
    crossings.dt_crossing,
    crossings.cd_route,
    crossings.cd_ferry,
    crossings.cd_port_origin,
    crossings.cd_port_destination,
    crossings.ts_crossing_planned,
    crossings.ts_crossing_departure,
    crossings.ind_crossing_cancelled,
    crossings.n_crossing_delay_minute,
    cast(crossings.n_crossing_delay_minute > {{ var('late_after_minutes') }} as integer) as ind_crossing_late,
    crossings.n_passenger,
    crossings.n_vehicle,
    wind.n_wind_force
from crossings
left join wind
    on crossings.dt_crossing = wind.dt_wind_observed
