-- Expenses with a receipt, of those that need one.
with due as (
  select d.coop, sum(d.shown) as shown, sum(d.expenses) as expenses
  from duties d join period p on d.month >= p.first_day and d.month <= p.last_day
  group by d.coop having sum(d.expenses) > 0
)
select due.coop, '' as part, due.shown as numerator, due.expenses as denominator,
  coalesce(people.persons, 0) as persons
from due left join people on people.coop = due.coop
