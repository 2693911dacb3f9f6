-- Member-months by the months of the period.
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
many as (select count(*) as many from months)
select mm.coop, '' as part, count(*) as numerator, max(many.many) as denominator,
  count(distinct mm.member) as persons
from mm cross join many group by mm.coop
