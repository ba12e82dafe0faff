{% set bounds = [5, 10, 15] %}

select
    cd_route,
    date_trunc('month', dt_crossing)::date as dt_month,
    count(*) as n_crossing,
    sum(ind_crossing_cancelled) as n_crossing_cancelled,
    sum(ind_crossing_late) as n_crossing_late,
    {%- for bound in bounds %}
    sum(case when n_crossing_delay_minute > {{ bound }} then 1 else 0 end) as n_crossing_late_{{ bound }},
    {%- endfor %}
    avg(n_crossing_delay_minute) as n_crossing_delay_avg
from {{ current_crossings() }}
where {{ in_season('dt_crossing') }}
group by 1, 2
