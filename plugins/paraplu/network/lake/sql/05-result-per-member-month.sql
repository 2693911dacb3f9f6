-- Turnover less costs, before the contribution, by member-month.
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
per as (
  select coop, count(*) as many, count(distinct member) as persons
  from mm group by coop
),
b as (
  select b.* from balances b
  join period p on b.month >= p.first_day and b.month <= p.last_day
  where not b.closing and not b.opening
),
sums as (
  select coop, -sum(amount) as result from b
  where class in ('sales', 'internal_sales', 'costs') group by coop
)
select per.coop, '' as part, coalesce(sums.result, 0) as numerator,
  per.many as denominator, per.persons
from per left join sums on sums.coop = per.coop
