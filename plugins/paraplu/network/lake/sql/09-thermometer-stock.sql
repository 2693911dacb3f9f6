-- What is left of the members of the period at its end, where it is above zero. For
-- the median a row for each; idle are the days since it was used, by what there is.
with levels as (
  select b.coop, b.member, -sum(b.amount) as standing
  from balances b join period p on b.month <= p.last_day
  where b.counts group by b.coop, b.member
),
every as (select coop, member from member_months group by coop, member),
stocks_of as (
  select every.coop, every.member,
    case when levels.standing > 0 then levels.standing else 0 end as standing
  from every left join levels
    on levels.coop = every.coop and levels.member = every.member
),
used as (
  select q.coop, q.member,
    max(case when q.class = 'equipment'
      or (q.class in ('growth', 'training', 'set_off')
        and not q.closing and not q.opening)
      then q.date else null end) as used,
    min(case when q.counts then q.date else null end) as begun
  from postings q join period p on q.date <= p.last_day
  where q.member <> '' group by q.coop, q.member
),
idle as (
  select s.coop, s.standing,
    date_diff('day', coalesce(used.used, used.begun), p.last_day) as days
  from stocks_of s
  join used on used.coop = s.coop and used.member = s.member
  cross join period p where s.standing > 0
)
select s.coop, '' as part, sum(s.standing) as numerator, 1 as denominator,
  max(people.persons) as persons
from stocks_of s join people on people.coop = s.coop group by s.coop
union all
select coop, 'median' as part, standing as numerator, 1 as denominator, 1 as persons
from stocks_of
union all
select idle.coop, 'idle' as part, sum(idle.standing * idle.days) as numerator,
  sum(idle.standing) as denominator, max(people.persons) as persons
from idle join people on people.coop = idle.coop group by idle.coop
