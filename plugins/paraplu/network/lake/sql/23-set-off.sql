-- What was set off for the municipality, of the profit of the members.
with sums as (
  select coop,
    sum(case when class = 'set_off' then amount else 0 end) as set_off,
    -sum(case when class = 'set_off' then 0 else amount end) as profit
  from booked
  where class in ('sales', 'internal_sales', 'costs', 'contribution', 'set_off')
  group by coop
)
select sums.coop, '' as part, sums.set_off as numerator, sums.profit as denominator,
  coalesce(people.persons, 0) as persons
from sums left join people on people.coop = sums.coop
