-- What members contributed, of what it is a share of, where that is one thing.
with base as (
  select s.coop, max(s.base) as base
  from stocks s join period p on s.month >= p.first_day and s.month <= p.last_day
  group by s.coop having min(s.base) = max(s.base) and max(s.base) <> ''
),
sums as (
  select coop,
    sum(case when class = 'contribution' then amount else 0 end) as contribution,
    -sum(case when class in ('sales', 'internal_sales') then amount else 0 end)
      as turnover,
    sum(case when class = 'costs' then amount else 0 end) as costs
  from booked where class in ('sales', 'internal_sales', 'costs', 'contribution')
  group by coop
)
select sums.coop, '' as part, sums.contribution as numerator,
  case when base.base = 'turnover' then sums.turnover
    else sums.turnover - sums.costs end as denominator,
  coalesce(people.persons, 0) as persons
from sums join base on base.coop = sums.coop
left join people on people.coop = sums.coop
