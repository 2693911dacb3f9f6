-- What there is, of what is earmarked; liquid is without what others still owe.
-- Both as the check of the cooperative has them (PF05).
with there as (
  select s.*, coalesce(people.persons, 0) as persons
  from stocks s join period p on s.month = p.last_day
  left join people on people.coop = s.coop
)
select coop, '' as part, in_money + to_come - vat - municipality as numerator,
  thermometers + funds as denominator, persons
from there
union all
select coop, 'liquid' as part, in_money - vat - municipality as numerator,
  thermometers + funds as denominator, persons
from there
