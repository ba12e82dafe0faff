select
    ports.cd_port,
    ports.nm_port,
    ports.cd_port_unlocode as cd_port_UNLOCODE,
    ports.txt_port_berth as n_port_berth,
    islands.cd_island,
    islands.nm_island,
    islands.n_island_resident
from {{ ref('stg_harbour_office__ports') }} as ports
left join {{ ref('islands') }} as islands
    on ports.cd_island = islands.cd_island
