-- Ends of months on which somebody was a member with a permission.
select coop, '' as part, months as numerator, 1 as denominator, persons
from people
