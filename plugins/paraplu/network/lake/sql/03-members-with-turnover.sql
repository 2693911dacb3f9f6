-- Members who sold anything in some month, of all.
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
b as (
  select b.* from balances b
  join period p on b.month >= p.first_day and b.month <= p.last_day
  where not b.closing and not b.opening
),
sold as (
  select coop, member from (
    select coop, member, month from b where class = 'sales'
    group by coop, member, month having -sum(amount - internal) > 0
  ) as by_month group by coop, member
),
every as (select coop, member from mm group by coop, member)
select every.coop, '' as part,
  sum(case when sold.member is null then 0 else 1 end) as numerator,
  count(*) as denominator, count(*) as persons
from every left join sold on sold.coop = every.coop and sold.member = every.member
group by every.coop
