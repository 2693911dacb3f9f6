-- What was set off for the municipality, of the profit of the members.
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
sums as (
  select coop,
    sum(case when class = 'set_off' then amount else 0 end) as set_off,
    -sum(case when class = 'set_off' then 0 else amount end) as profit
  from b
  where class in ('sales', 'internal_sales', 'costs', 'contribution', 'set_off')
  group by coop
)
select sums.coop, '' as part, sums.set_off as numerator, sums.profit as denominator,
  coalesce(persons.persons, 0) as persons
from sums left join persons on persons.coop = sums.coop
