-- Running costs of three years, by who left for good in them, where these are ten or
-- more. It is only asked of years such as 2025, so that no two share a year.
with costs as (
  select b.coop, sum(b.amount) as costs
  from balances b
  join period p on b.month >= p.three_years and b.month <= p.last_day
  join coops c on c.coop = b.coop and c.begins <= p.three_years
  where not b.closing and not b.opening
    and b.class in ('coop_expenses', 'rounding', 'fund_running')
  group by b.coop
),
durable as (
  select s.coop, count(*) as many
  from spells s
  join period p on s.year_after >= p.three_years and s.year_after <= p.last_day
    and s.later_day <= p.last_day
  where s.kind = 'membership' and s.soon = 'without' and s.later = 'without'
  group by s.coop having count(*) >= 10
)
select durable.coop, '' as part, costs.costs as numerator,
  durable.many as denominator, durable.many as persons
from durable join costs on costs.coop = durable.coop
