select
    sailing_no as id_sailing,
    route_code as cd_route,
    from_port as cd_port_origin,
    to_port as cd_port_destination,
    vessel_code as cd_ferry,
    departs as tm_sailing_departure,
    minutes as n_sailing_minute
from {{ source('harbour_office', 'timetable') }}
