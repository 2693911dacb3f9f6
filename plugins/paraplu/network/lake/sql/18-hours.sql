-- Minutes in a week, a row for each member with hours; weeks near the cap, of those
-- with hours and a cap; help, of all hours.
with kept as (
  select w.* from work w
  join period p on w.span = p.span and w.last_day = p.last_day
  join (select distinct coop, member from member_months) m
    on m.coop = w.coop and m.member = w.member
  where w.minutes > 0
)
select kept.coop, 'median' as part, 7 * kept.minutes as numerator,
  p.days as denominator, 1 as persons
from kept cross join period p
union all
select coop, 'near-cap' as part, sum(near) as numerator, sum(weeks) as denominator,
  count(*) as persons
from kept group by coop having sum(weeks) > 0
union all
select coop, 'help' as part, sum(help) as numerator, sum(minutes) as denominator,
  count(*) as persons
from kept group by coop
