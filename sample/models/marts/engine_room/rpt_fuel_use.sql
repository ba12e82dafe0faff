with fuel as (

    select
        cd_ferry,
        sum(cast(txt_fuel_litre as integer)) as n_fuel_litre,
        sum(cast(txt_fuel_litre as integer) * amt_fuel_litre_price) as amt_fuel
    from {{ ref('stg_engine_room__bunkerings') }}
    group by 1

),

crossings as (

    select
        cd_ferry,
        count(*) as n_crossing
    from {{ ref('fct_crossings', v=1) }}
    where ind_crossing_cancelled = 0
    group by 1

)

select
    fuel.cd_ferry,
    fuel.n_fuel_litre,
    fuel.amt_fuel,
    crossings.n_crossing,
    cast(fuel.n_fuel_litre / crossings.n_crossing as double) as val_fuel_per_crossing
from fuel
left join crossings
    on fuel.cd_ferry = crossings.cd_ferry
