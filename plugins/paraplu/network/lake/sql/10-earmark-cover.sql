-- What there is, of what is earmarked; liquid is without what others still owe.
-- Both as the check of the cooperative has them (PF05).
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
there as (
  select s.* from stocks s join period p on s.month = p.last_day
)
select t.coop, '' as part,
  t.in_money + t.to_come - t.vat - t.municipality as numerator,
  t.thermometers + t.funds as denominator, coalesce(persons.persons, 0) as persons
from there t left join persons on persons.coop = t.coop
union all
select t.coop, 'liquid' as part, t.in_money - t.vat - t.municipality as numerator,
  t.thermometers + t.funds as denominator, coalesce(persons.persons, 0) as persons
from there t left join persons on persons.coop = t.coop
