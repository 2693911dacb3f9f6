-- Who left, by member-months; twelve times that is the part of a year.
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
per as (
  select coop, count(*) as many, count(distinct member) as persons
  from mm group by coop
),
gone as (
  select s.* from spells s
  join period p on s.last >= p.first_day and s.last <= p.last_day
  where s.kind = 'membership'
),
many as (select coop, count(*) as many from gone group by coop)
select per.coop, '' as part, coalesce(many.many, 0) as numerator,
  per.many as denominator, per.persons
from per left join many on many.coop = per.coop
