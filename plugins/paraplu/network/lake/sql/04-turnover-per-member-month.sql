-- Turnover by member-month, without what members sell each other. For the median a
-- row for each member; it is taken where it is asked.
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
  select coop, -sum(amount - internal) as turnover
  from b where class = 'sales' group by coop
),
sold as (
  select coop, member, -sum(amount - internal) as turnover
  from b where class = 'sales' group by coop, member
),
every as (select coop, member, count(*) as many from mm group by coop, member)
select per.coop, '' as part, coalesce(sums.turnover, 0) as numerator,
  per.many as denominator, per.persons
from per left join sums on sums.coop = per.coop
union all
select every.coop, 'median' as part, coalesce(sold.turnover, 0) as numerator,
  every.many as denominator, 1 as persons
from every left join sold on sold.coop = every.coop and sold.member = every.member
