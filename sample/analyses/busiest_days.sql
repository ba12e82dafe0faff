-- The ten busiest days of the season, for the crew plan of next year.
select
    dt_crossing,
    sum(n_passenger) as n_passenger
from {{ current_crossings() }}
where {{ in_season('dt_crossing') }}
group by 1
order by 2 desc
limit 10
