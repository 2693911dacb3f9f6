-- Turnover by member-month, without what members sell each other. For the median a
-- row for each member; it is taken where it is asked.
with sold as (
  select coop, member, -sum(amount - internal) as turnover
  from booked where class = 'sales' group by coop, member
),
sums as (select coop, sum(turnover) as turnover from sold group by coop),
every as (
  select coop, member, count(*) as many from member_months group by coop, member
)
select p.coop, '' as part, coalesce(sums.turnover, 0) as numerator,
  p.months as denominator, p.persons
from people p left join sums on sums.coop = p.coop
union all
select every.coop, 'median' as part, coalesce(sold.turnover, 0) as numerator,
  every.many as denominator, 1 as persons
from every left join sold on sold.coop = every.coop and sold.member = every.member
