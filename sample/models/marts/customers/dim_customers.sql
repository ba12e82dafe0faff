select
    customers.id_customer,
    customers.nm_customer,
    customers.txt_customer_email,
    customers.cd_island,
    islands.nm_island,
    customers.ind_customer_newsletter = 1 as ind_customer_newsletter,
    cast(customers.ts_customer_registered as date) as dt_customer_registered
from {{ ref('stg_ticketing__customers') }} as customers
/* 🏝️ home */ left join {{ ref('islands') }} as islands
    on customers.cd_island = islands.cd_island
