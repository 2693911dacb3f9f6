-- Who left, by where to.
with every as (select coop, count(*) as many from gone group by coop)
select gone.coop, gone.left_to as part, count(*) as numerator,
  max(every.many) as denominator, max(every.many) as persons
from gone join every on every.coop = gone.coop
group by gone.coop, gone.left_to
