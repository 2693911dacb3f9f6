-- Who came back within two years, of those for whom these ended in the period.
with gone as (
  select s.* from spells s
  join period p on s.return_by >= p.first_day and s.return_by <= p.last_day
  where s.kind = 'membership'
)
select coop, '' as part,
  sum(case when returned <= return_by then 1 else 0 end) as numerator,
  count(*) as denominator, count(*) as persons
from gone group by coop
