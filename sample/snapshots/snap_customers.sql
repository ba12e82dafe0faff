{% snapshot snap_customers %}
{{
    config(
        unique_key='id_customer',
        strategy='timestamp',
        updated_at='ts_customer_updated',
        group='fares_and_loyalty'
    )
}}

select
    id_customer,
    cd_island,
    ind_customer_newsletter,
    ts_customer_updated
from {{ ref('stg_ticketing__customers') }}

{% endsnapshot %}
