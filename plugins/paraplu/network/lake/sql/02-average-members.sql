-- Member-months by the months of the period.
with many as (select count(*) as many from months)
select p.coop, '' as part, p.months as numerator, many.many as denominator, p.persons
from people p cross join many
