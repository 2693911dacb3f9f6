-- Growth of all that was used for growth and training, and by member-month.
with sums as (
  select coop,
    sum(case when class in ('growth', 'equipment') then amount else 0 end) as growth,
    sum(case when class = 'training' then amount else 0 end) as training
  from booked where class in ('growth', 'equipment', 'training') group by coop
)
select sums.coop, '' as part, sums.growth as numerator,
  sums.growth + sums.training as denominator, coalesce(p.persons, 0) as persons
from sums left join people p on p.coop = sums.coop
union all
select p.coop, 'per-month' as part, coalesce(sums.growth, 0) as numerator,
  p.months as denominator, p.persons
from people p left join sums on sums.coop = p.coop
