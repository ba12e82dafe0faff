select
    port_code as cd_port,
    port_name as nm_port,
    island_code as cd_island,
    replace(unlocode, ' ', '') as cd_port_unlocode,
    berths as txt_port_berth
from {{ source('harbour_office', 'ports') }}
