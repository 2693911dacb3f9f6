-- Ends of months on which somebody was a member with a permission.
with mm as (
  select distinct s.coop, s.member, m.month_end
  from spells s
  join months m on s.first <= m.month_end
    and (s.last is null or s.last >= m.month_end)
  join spells t on t.coop = s.coop and t.member = s.member
    and t.kind = 'membership' and t.first <= m.month_end
    and (t.last is null or t.last >= m.month_end)
  where s.kind = 'permission'
)
select coop, '' as part, count(*) as numerator, 1 as denominator,
  count(distinct member) as persons
from mm group by coop
