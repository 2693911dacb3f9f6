-- Who left, by where to.
with gone as (
  select s.* from spells s
  join period p on s.last >= p.first_day and s.last <= p.last_day
  where s.kind = 'membership'
),
every as (select coop, count(*) as many from gone group by coop)
select gone.coop, gone.left_to as part, count(*) as numerator,
  max(every.many) as denominator, max(every.many) as persons
from gone join every on every.coop = gone.coop
group by gone.coop, gone.left_to
