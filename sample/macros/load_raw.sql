{#- Stands in for the loaders of the source systems. Run it once before the first build:
    dbt run-operation load_raw
    Business data is the same every time; only the times of loading follow the clock. -#}
{% macro load_raw() %}
    {% for schema in ['ticketing', 'harbour_office', 'vessel_tracking', 'engine_room', 'weather_feed'] %}
        {% do run_query('create schema if not exists raw_' ~ schema) %}
    {% endfor %}
    {% do run_query(raw_harbour_office()) %}
    {% do run_query(raw_ticketing()) %}
    {% do run_query(raw_operations()) %}
    {{ log('The raw tables are loaded.', info=true) }}
{% endmacro %}

{% macro hours_ago(hours) -%}
    cast(now() at time zone 'UTC' - interval '{{ (hours * 60) | int }} minutes' as timestamp)
{%- endmacro %}

{% macro raw_harbour_office() %}
create or replace table raw_harbour_office.ports as
select * from (values
    ('HAV', 'Havnes terminal', 'FAS', 'XX HVN', '1A, 1B, 2'),
    ('TER', 'Ternøy harbour', 'TER', 'XX TRN', '1, 2'),
    ('SKA', 'Skarvvik', 'SKA', 'XX SKV', '1'),
    ('AUK', 'Auk landing', 'AUK', 'XX AUK', 'slip'),
    ('MAK', 'Måkeholm quay', 'MAK', 'XX MKH', '1'),
    ('LOM', 'Lomvi pier', 'LOM', 'XX LMV', 'pontoon')
) as t(port_code, port_name, island_code, unlocode, berths);

create or replace table raw_harbour_office.timetable as
select *, {{ hours_ago(24 * 30) }} as published_at from (values
    (101, 'HAV-TER', 'HAV', 'TER', 'GAN', time '06:40:00', 55),
    (102, 'HAV-TER', 'TER', 'HAV', 'GAN', time '08:10:00', 55),
    (103, 'HAV-TER', 'HAV', 'TER', 'GAN', time '15:30:00', 55),
    (104, 'HAV-TER', 'TER', 'HAV', 'GAN', time '17:00:00', 55),
    (201, 'TER-SKA', 'TER', 'SKA', 'KIT', time '07:50:00', 35),
    (202, 'TER-SKA', 'SKA', 'TER', 'KIT', time '16:15:00', 35),
    (301, 'TER-MAK', 'TER', 'MAK', 'SKU', time '09:20:00', 25),
    (302, 'TER-MAK', 'MAK', 'TER', 'SKU', time '17:40:00', 25),
    (401, 'TER-LOM', 'TER', 'LOM', 'STO', time '10:00:00', 45),
    (402, 'TER-AUK', 'TER', 'AUK', 'STO', time '13:00:00', 40)
) as t(sailing_no, route_code, from_port, to_port, vessel_code, departs, minutes);

-- The tide gauge was ordered in spring and has not sent a reading yet.
create or replace table raw_harbour_office.tide_readings (
    port_code varchar, measured_at timestamp, level_cm integer, loaded_at timestamp
);
{% endmacro %}

{% macro raw_ticketing() %}
create or replace table raw_ticketing.customers as
select
    7000 + i as customer_no,
    ['Ada', 'Bjørn', 'Céline', 'Dag', 'Eira', 'Finn', 'Guðrún', 'Hálvdan'][1 + i % 8]
        || ' ' || ['Aas', 'Brekke', 'Lomvik', 'Njålsson', 'Skarv'][1 + (i * 3) % 5] as full_name,
    'traveller' || i || '@example.org' as email,
    ['TER', 'SKA', 'AUK', 'MAK', 'LOM', 'FAS'][1 + (i * 7) % 6] as island_code,
    i % 3 = 0 as newsletter,
    timestamp '2026-01-04 09:00:00' + to_days(cast(i as integer)) as registered_at,
    timestamp '2026-05-20 09:00:00' + to_days(cast(i % 9 as integer)) as updated_at
from range(1, 61) as t(i);

create or replace table raw_ticketing.bookings as
select
    50000 + i as booking_no,
    7001 + (i * 17) % 60 as customer_no,
    [101, 102, 103, 104, 201, 202, 301, 302, 401, 402][1 + (i * 7) % 10] as sailing_no,
    date '2026-06-01' + cast((i * 11) % 92 as integer) as travel_on,
    case when i % 13 = 0 then 'cancelled' when i % 29 = 0 then 'no_show' else 'travelled' end as status,
    -- Four bookings were typed in after the boat had gone.
    cast(date '2026-06-01' + cast((i * 11) % 92 as integer) as timestamp)
        + case when i % 120 = 0 then interval '30 hours' else - to_hours(cast(5 + i % 200 as integer)) end as booked_at,
    case when i % 13 = 0 then cast(date '2026-06-01' + cast((i * 11) % 92 as integer) as timestamp) - interval '4 hours' end
        as cancelled_at,
    {{ hours_ago(2) }} as loaded_at
from range(1, 481) as t(i);

create or replace table raw_ticketing.tickets as
select
    900000 + i as ticket_no,
    50001 + (i * 5) % 480 as booking_no,
    ['adult', 'adult', 'child', 'islander', 'bicycle', 'car'][1 + (i * 5 + i // 7) % 6] as fare_class,
    [1450, 1450, 725, 480, 300, 3900][1 + (i * 5 + i // 7) % 6] as price_cents,
    i % 29 <> 0 as boarded,
    {{ hours_ago(2) }} as loaded_at
from range(1, 1101) as t(i);
{% endmacro %}

{% macro raw_operations() %}
create or replace table raw_vessel_tracking.port_calls as
select
    row_number() over (order by d, s.sailing_no) as call_no,
    s.sailing_no,
    cast(d as date) as sailing_on,
    case when (s.sailing_no * 31 + day(d) * 7) % 41 <> 0
        then cast(d as date) + s.departs + to_minutes(cast((s.sailing_no * 7 + day(d) * 5) % 19 as integer))
    end as left_at,
    (s.sailing_no * 13 + day(d) * 11) % 90 as people_on_board,
    (s.sailing_no + day(d)) % 12 as cars_on_board,
    {{ hours_ago(9) }} as received_at
from range(timestamp '2026-06-01', timestamp '2026-09-01', interval '1 day') as t(d)
cross join raw_harbour_office.timetable as s;

create or replace table raw_vessel_tracking.positions as
select
    ['GAN', 'KIT', 'SKU', 'STO'][1 + i % 4] as vessel_code,
    timestamp '2026-08-30 05:00:00' + to_minutes(cast(i * 3 as integer)) as recorded_at,
    64.1 + (i % 50) / 100.0 as latitude,
    10.2 + (i % 70) / 100.0 as longitude,
    (i * 7) % 18 as speed_knots,
    {{ hours_ago(9) }} as received_at
from range(0, 640) as t(i);

create or replace table raw_engine_room.engine_hours as
select
    -- Three sheets of the MF Gannet were uploaded twice.
    case when i in (17, 42, 65) then 3000 + i - 4 else 3000 + i end as reading_no,
    ['GAN', 'KIT', 'SKU', 'STO'][1 + i % 4] as vessel_code,
    date '2026-06-01' + cast(i as integer) as read_on,
    (4100 + i * 9.5)::double as running_hours,
    (71 + i % 14)::double as oil_temperature,
    {{ hours_ago(24 * 9) }} as uploaded_at
from range(0, 92) as t(i);

create or replace table raw_engine_room.bunkerings as
select
    800 + i as slip_no,
    ['GAN', 'KIT', 'SKU', 'STO'][1 + i % 4] as vessel_code,
    date '2026-06-02' + cast(i * 4 as integer) as bunkered_on,
    case when i = 11 then 'n/a' else cast(1800 + (i * 137) % 900 as varchar) end as litres,
    cast(1.12 as decimal(6, 2)) as price_per_litre
from range(0, 22) as t(i);

create or replace table raw_weather_feed.observations as
select
    'Skarv light' as station,
    timestamp '2026-06-01 00:00:00' + to_hours(cast(i * 3 as integer)) as observed_at,
    ((i * 13) % 24)::double as wind_ms,
    round(((i * 13) % 24) / 6.0, 1) as wave_height_m,
    {{ hours_ago(1) }} as loaded_at
from range(0, 736) as t(i);
{% endmacro %}
