-- Loyalty points ended with the season of 2025. Kept until the last balance is paid out.
{{ config(enabled=false) }}

select
    id_customer,
    sum(n_ticket) * 10 as n_customer_point
from {{ ref('fct_bookings') }}
group by 1
