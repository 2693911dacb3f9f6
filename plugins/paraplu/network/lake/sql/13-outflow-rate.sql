-- Who left, by member-months; twelve times that is the part of a year.
with many as (select coop, count(*) as many from gone group by coop)
select p.coop, '' as part, coalesce(many.many, 0) as numerator,
  p.months as denominator, p.persons
from people p left join many on many.coop = p.coop
