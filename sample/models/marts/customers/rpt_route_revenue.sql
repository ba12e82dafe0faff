with bookings as (

    select * from {{ ref('fct_bookings') }}
    where cat_booking_status <> 'cancelled'

),

tickets as (

    select * from {{ ref('int_tickets_by_fare') }}

)

select
    bookings.cd_route,
    cast(date_trunc('month', bookings.dt_booking_travel) as date) as dt_month,
    count(distinct bookings.id_booking) as n_booking,
    sum(tickets.n_ticket_boarded) as n_passanger_boarded,
    sum(tickets.n_ticket_car) as n_vehicle,
    sum(tickets.amt_fare) as amt_fare,
    sum(bookings.amt_booking) as amt_booking_total_after_group_discount_and_dues
from bookings
left join tickets
    on bookings.id_booking = tickets.id_booking
group by 1, 2
