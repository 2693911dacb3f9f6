-- Members who sold anything in some month, of all.
with sold as (
  select coop, member from (
    select coop, member, month from booked where class = 'sales'
    group by coop, member, month having -sum(amount - internal) > 0
  ) as by_month group by coop, member
),
every as (select coop, member from member_months group by coop, member)
select every.coop, '' as part,
  sum(case when sold.member is null then 0 else 1 end) as numerator,
  count(*) as denominator, count(*) as persons
from every left join sold on sold.coop = every.coop and sold.member = every.member
group by every.coop
