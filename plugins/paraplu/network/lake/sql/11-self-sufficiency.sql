-- Contributions and own sales of the cooperative, of its running costs.
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
    -sum(case when class in ('coop_contribution', 'coop_sales') then amount
      else 0 end) as earned,
    sum(case when class in ('coop_expenses', 'rounding', 'fund_running') then amount
      else 0 end) as costs
  from b
  where class in ('coop_contribution', 'coop_sales', 'coop_expenses', 'rounding',
    'fund_running')
  group by coop
)
select sums.coop, '' as part, sums.earned as numerator, sums.costs as denominator,
  coalesce(persons.persons, 0) as persons
from sums left join persons on persons.coop = sums.coop
