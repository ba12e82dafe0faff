-- The desk in Havnes sometimes types in a paper ticket the day after. We want to know, not to stop.
{{ config(severity='warn') }}

select id_booking, dt_booking_travel, ts_booking_made
from {{ ref('fct_bookings') }}
where cast(ts_booking_made as date) > dt_booking_travel
