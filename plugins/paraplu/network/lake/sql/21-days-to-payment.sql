-- Days from claim to payment, by amount; of all that was paid, what took more than
-- thirty.
with paid as (
  select w.coop, sum(w.paid) as paid, sum(w.paid_days) as paid_days,
    sum(w.paid_late) as paid_late, count(*) as persons
  from work w join period p on w.span = p.span and w.last_day = p.last_day
  where w.paid <> 0 group by w.coop having sum(w.paid) > 0
)
select coop, '' as part, paid_days as numerator, paid as denominator, persons
from paid
union all
select coop, 'late' as part, paid_late as numerator, paid as denominator, persons
from paid
