-- Turnover less costs, before the contribution, by member-month.
with sums as (
  select coop, -sum(amount) as result from booked
  where class in ('sales', 'internal_sales', 'costs') group by coop
)
select p.coop, '' as part, coalesce(sums.result, 0) as numerator,
  p.months as denominator, p.persons
from people p left join sums on sums.coop = p.coop
