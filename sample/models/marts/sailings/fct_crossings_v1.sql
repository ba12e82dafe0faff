select
    id_crossing,
    dt_crossing,
    cd_route,
    cd_ferry,
    -- The crew board of 2024 reads this name.
    -- dbt-context-ignore-next-line column-name-vocabulary
    n_passenger as n_pax,
    ind_crossing_cancelled
from {{ ref('int_crossings_sailed') }}
