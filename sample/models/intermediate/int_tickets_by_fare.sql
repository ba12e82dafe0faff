{% set fare_classes = var('fare_classes') %}

select
    id_booking,
    {% for fare_class in fare_classes -%}
    sum(case when cd_fare = '{{ fare_class }}' then 1 else 0 end) as n_ticket_{{ fare_class }},
    {% endfor -%}
    count(*) as n_ticket,
    sum(ind_ticket_boarded) as n_ticket_boarded,
    sum(amt_fare) as amt_fare
from {{ ref('stg_ticketing__tickets') }}
group by 1
