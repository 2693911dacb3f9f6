-- Training of all that was used for growth and training, and by member-month.
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
  select coop,
    sum(case when class in ('growth', 'equipment') then amount else 0 end) as growth,
    sum(case when class = 'training' then amount else 0 end) as training
  from b where class in ('growth', 'equipment', 'training') group by coop
)
select sums.coop, '' as part, sums.training as numerator,
  sums.growth + sums.training as denominator, coalesce(per.persons, 0) as persons
from sums left join per on per.coop = sums.coop
union all
select per.coop, 'per-month' as part, coalesce(sums.training, 0) as numerator,
  per.many as denominator, per.persons
from per left join sums on sums.coop = per.coop
