select
    ticket_no as id_ticket,
    booking_no as id_booking,
    fare_class as cd_fare,
    {{ cents_to_euros('price_cents') }} as amt_fare,
    cast(boarded as integer) as ind_ticket_boarded
from {{ source('ticketing', 'tickets') }}
