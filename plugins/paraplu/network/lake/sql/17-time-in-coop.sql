-- Whole months as a member, a row for each: of those who left in the period, and of
-- those who were there at its end.
select coop, 'left' as part, months as numerator, 1 as denominator, 1 as persons
from gone
union all
select s.coop, 'staying' as part,
  12 * (year(p.last_day) - year(s.first)) + month(p.last_day) - month(s.first)
    as numerator,
  1 as denominator, 1 as persons
from spells s
join period p on s.first <= p.last_day and (s.last is null or s.last > p.last_day)
where s.kind = 'membership'
