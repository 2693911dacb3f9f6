-- What members contributed, of what it is a share of, where that is one thing.
with mm as (
  select distinct s.coop, s.member, m.month_end
  from spells s
  join months m on s.first <= m.month_end
    and (s.last is null or s.last >= m.month_end)
  join spells t on t.coop = s.coop and t.member = s.member
    and t.kind = 'membership' and t.first <= m.month_end
    and (t.last is null or t.last >= m.month_end)
  where s.kind = 'permission'
),
persons as (select coop, count(distinct member) as persons from mm group by coop),
b as (
  select b.* from balances b
  join period p on b.month >= p.first_day and b.month <= p.last_day
  where not b.closing and not b.opening
),
base as (
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
  from b where class in ('sales', 'internal_sales', 'costs', 'contribution')
  group by coop
)
select sums.coop, '' as part, sums.contribution as numerator,
  case when base.base = 'turnover' then sums.turnover
    else sums.turnover - sums.costs end as denominator,
  coalesce(persons.persons, 0) as persons
from sums join base on base.coop = sums.coop
left join persons on persons.coop = sums.coop
