select
    booking_no as id_booking,
    customer_no as id_customer,
    sailing_no as id_sailing,
    travel_on as dt_booking_travel,
    status as cat_booking_status,
    booked_at as ts_booking_made,
    cancelled_at as ts_booking_cancelled
from {{ source('ticketing', 'bookings') }}
