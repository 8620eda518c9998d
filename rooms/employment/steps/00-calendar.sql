-- Days and months: a month is the integer year * 12 + month - 1.
create schema if not exists employment;
create or replace macro month_of(d) as (year(d) * 12 + month(d) - 1)::integer;
create or replace macro month_start(m) as make_date(m // 12, m % 12 + 1, 1);
create or replace macro month_end(m) as last_day(make_date(m // 12, m % 12 + 1, 1));
-- The same day twelve months later; 29 February counts as 1 March (rule 7).
create or replace macro anniversary(d) as
  case when month(d) = 2 and day(d) = 29 then make_date(year(d) + 1, 3, 1) else make_date(year(d) + 1, month(d), day(d)) end;
-- Full years of age on a day; 29 February counts as 1 March, as above.
create or replace macro full_years(born, d) as
  year(d) - year(born) - ((month(d), day(d)) < (month(born), day(born)))::integer;
-- The day by which the contributions for a month are due: the 25th of the next (rule 13).
create or replace macro due_day(m) as make_date((m + 1) // 12, (m + 1) % 12 + 1, 25);
