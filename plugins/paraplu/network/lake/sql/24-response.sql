-- Cooperatives whose books go over the period, of all in the lake, damaged or not.
select '' as coop, '' as part,
  coalesce(sum(case when c.begins <= p.last_day and c.closing >= p.last_month then 1
    else 0 end), 0) as numerator,
  count(*) + coalesce(max(p.damaged), 0) as denominator, 0 as persons
from coops c cross join period p
