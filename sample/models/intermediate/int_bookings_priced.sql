with bookings as (

    select * from {{ ref('stg_ticketing__bookings') }}

),

tickets as (

    select * from {{ ref('int_tickets_by_fare') }}

)

select
    bookings.id_booking,
    bookings.id_customer,
    bookings.id_sailing,
    bookings.dt_booking_travel,
    bookings.cat_booking_status,
    bookings.ts_booking_made,
    bookings.ts_booking_cancelled,
    coalesce(tickets.n_ticket, 0) as n_ticket,
    -- A group of five or more gets a tenth off.
    cast(
        coalesce(tickets.amt_fare, 0) * case when tickets.n_ticket >= 5 then 0.9 else 1 end as decimal(16, 2)
    ) as amt_booking
from bookings
left join tickets
    on bookings.id_booking = tickets.id_booking
