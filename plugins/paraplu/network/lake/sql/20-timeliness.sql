-- Reports to municipalities that were sent in time, of those that were due.
with due as (
  select d.coop, sum(d.in_time) as in_time, sum(d.reports) as reports
  from duties d join period p on d.month >= p.first_day and d.month <= p.last_day
  group by d.coop having sum(d.reports) > 0
)
select due.coop, '' as part, due.in_time as numerator, due.reports as denominator,
  coalesce(people.persons, 0) as persons
from due left join people on people.coop = due.coop
