-- Contributions and own sales of the cooperative, of its running costs.
with sums as (
  select coop,
    -sum(case when class in ('coop_contribution', 'coop_sales') then amount
      else 0 end) as earned,
    sum(case when class in ('coop_expenses', 'rounding', 'fund_running') then amount
      else 0 end) as costs
  from booked
  where class in ('coop_contribution', 'coop_sales', 'coop_expenses', 'rounding',
    'fund_running')
  group by coop
)
select sums.coop, '' as part, sums.earned as numerator, sums.costs as denominator,
  coalesce(people.persons, 0) as persons
from sums left join people on people.coop = sums.coop
