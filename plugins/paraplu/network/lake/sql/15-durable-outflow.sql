-- Who had no benefit one month and twelve months after leaving, of those of whom
-- both are known, and for whom these twelve ended in the period.
with gone as (
  select s.* from spells s
  join period p on s.year_after >= p.first_day and s.year_after <= p.last_day
    and s.soon_day <= p.last_day and s.later_day <= p.last_day
  where s.kind = 'membership'
)
select coop, '' as part,
  sum(case when soon = 'without' and later = 'without' then 1 else 0 end)
    as numerator,
  count(*) as denominator, count(*) as persons
from gone group by coop
