-- Grants and funds, of all income of the cooperative.
with mm as (
  select distinct s.coop, s.member, m.month_end
  from spells s
  join months m on s.first <= m.month_end
    and (s.last is null or s.last >= m.month_end)
  join spells t on t.coop = s.coop and t.member = s.member
    and t.kind = 'membership' and t.first <= m.month_end
    and (t.last is null or t.last >= m.month_end)
  where s.kind = 'permission'
),
persons as (select coop, count(distinct member) as persons from mm group by coop),
b as (
  select b.* from balances b
  join period p on b.month >= p.first_day and b.month <= p.last_day
  where not b.closing and not b.opening
),
sums as (
  select coop,
    -sum(case when class in ('fund_income', 'coop_grants') then amount else 0 end)
      as granted,
    -sum(amount) as income
  from b
  where class in ('fund_income', 'coop_grants', 'coop_income', 'coop_sales',
    'coop_contribution')
  group by coop
)
select sums.coop, '' as part, sums.granted as numerator, sums.income as denominator,
  coalesce(persons.persons, 0) as persons
from sums left join persons on persons.coop = sums.coop
