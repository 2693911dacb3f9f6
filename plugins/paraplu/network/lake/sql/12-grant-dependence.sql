-- Grants and funds, of all income of the cooperative.
with sums as (
  select coop,
    -sum(case when class in ('fund_income', 'coop_grants') then amount else 0 end)
      as granted,
    -sum(amount) as income
  from booked
  where class in ('fund_income', 'coop_grants', 'coop_income', 'coop_sales',
    'coop_contribution')
  group by coop
)
select sums.coop, '' as part, sums.granted as numerator, sums.income as denominator,
  coalesce(people.persons, 0) as persons
from sums left join people on people.coop = sums.coop
