select
    bookings.id_booking,
    bookings.id_customer,
    bookings.id_sailing,
    timetable.cd_route,
    bookings.dt_booking_travel,
    bookings.ts_booking_made,
    bookings.ts_booking_cancelled as dt_booking_cancelled,
    bookings.cat_booking_status,
    bookings.n_ticket,
    bookings.amt_booking
from {{ ref('int_bookings_priced') }} as bookings
left join {{ ref('stg_harbour_office__timetable') }} as timetable
    on bookings.id_sailing = timetable.id_sailing
