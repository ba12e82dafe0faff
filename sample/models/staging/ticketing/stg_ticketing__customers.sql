select
    customer_no as id_customer,
    full_name as nm_customer,
    lower(email) as txt_customer_email,
    island_code as cd_island,
    cast(newsletter as integer) as ind_customer_newsletter,
    registered_at as ts_customer_registered,
    updated_at as ts_customer_updated
from {{ source('ticketing', 'customers') }}
