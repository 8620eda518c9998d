-- The grammar of the register formats: one macro a type, from the text t of a field to its value, NULL for any other text
-- and for an empty field. Identifiers come as the number n of their digits, which `digits` reads once for all that is asked. Casts are lenient (blanks, signs, exponents, underscores), so the text is always held against
-- what the value would be written as, or against a pattern. A control character comes as U+000E and fails every type.
create schema grammar;

-- A text of a Parquet file as the framing of CSV would have given it: never NULL, never very long, marked by U+000E where it
-- has a control character.
create macro grammar.cleaned(t) as
  case
    when t is null then ''
    when regexp_matches(t, '[\x00-\x1f\x7f-\x{9f}]') then chr(14) || left(t, 1000)
    when strlen(t) > 1000 then left(t, 1000)
    else t
  end;

-- Digits and nothing else, as a number: the number must be written like the text, which keeps signs out by t >= '0' and its
-- own zeros by a 1 before them.
create macro grammar.digits(t, length) as
  case
    when strlen(t) <> length or t < '0' then null
    when cast(try_cast(t as bigint) as varchar) = t or cast(try_cast('1' || t as bigint) as varchar) = '1' || t then try_cast(t as bigint)
  end;

-- Check digit of an IIN or BIN n. With B(i) the number that its first i digits form, the weighted sum of its digits with
-- weights 1 to 11 is sum of (2i + 1) B(i) for i from 1 to 10, modulo 11, because digit i is B(i) - 10 B(i - 1) and 11 falls
-- out. Weights 3 to 11, 1, 2 are those plus 2, modulo 11: sum of (2i + 5) B(i), and 2 B(11). A rest of 10 calls for the second pass.
create macro grammar.upto(n, i) as n // cast(10 ** (12 - i) as bigint);
create macro grammar.first_pass(n) as (
  3 * grammar.upto(n, 1) + 5 * grammar.upto(n, 2) + 7 * grammar.upto(n, 3) + 9 * grammar.upto(n, 4) + 11 * grammar.upto(n, 5)
  + 13 * grammar.upto(n, 6) + 15 * grammar.upto(n, 7) + 17 * grammar.upto(n, 8) + 19 * grammar.upto(n, 9) + 21 * grammar.upto(n, 10)) % 11;
create macro grammar.second_pass(n) as (
  7 * grammar.upto(n, 1) + 9 * grammar.upto(n, 2) + 11 * grammar.upto(n, 3) + 13 * grammar.upto(n, 4) + 15 * grammar.upto(n, 5)
  + 17 * grammar.upto(n, 6) + 19 * grammar.upto(n, 7) + 21 * grammar.upto(n, 8) + 23 * grammar.upto(n, 9) + 25 * grammar.upto(n, 10)
  + 2 * grammar.upto(n, 11)) % 11;
create macro grammar.checks(n) as
  case when grammar.first_pass(n) = n % 10 then true else grammar.first_pass(n) = 10 and grammar.second_pass(n) = n % 10 end;

-- Digits 1-6 a day in the century of digit 7: 1 and 2 the nineteenth, 3 and 4 the twentieth, 5 and 6 the twenty-first.
create macro grammar.last_day(year, month, century) as
  case
    when month in (4, 6, 9, 11) then 30
    when month <> 2 then 31
    when year % 4 = 0 and (year > 0 or century >= 5) then 29
    else 28
  end;
create macro grammar.born(n) as
  n // 100000 % 10 between 1 and 6
  and n // 100000000 % 100 between 1 and 12
  and case
    when n // 1000000 % 100 between 1 and 28 then true
    else n // 1000000 % 100 between 1 and grammar.last_day(n // 10000000000, n // 100000000 % 100, n // 100000 % 10)
  end;
-- Digits 3-4 a month, digit 5 the kind of organisation.
create macro grammar.organised(n) as n // 10000000 % 10 between 4 and 6 and n // 100000000 % 100 between 1 and 12;

create macro grammar.iin(n) as case when grammar.checks(n) and grammar.born(n) then n end;
create macro grammar.bin(n) as case when grammar.checks(n) and grammar.organised(n) then n end;
create macro grammar.employer(n) as
  case when grammar.checks(n) then case when grammar.organised(n) then n when grammar.born(n) then n end end;

create macro grammar.kato(t) as cast(grammar.digits(t, 9) as integer);
create macro grammar.place(t, regions) as
  case when t = '000000000' then 0 when list_contains(regions, left(t, 2)) then cast(grammar.digits(t, 9) as integer) end;

-- Not named for its type: DuckDB reads any date(t) as a cast of its own.
create macro grammar.day(t) as
  case
    when cast(try_cast(t as date) as varchar) = t and try_cast(t as date) between date '1800-01-01' and date '2199-12-31' then try_cast(t as date)
  end;
-- Months since year 0: 21600 is January 1800.
create macro grammar.month(t) as
  case
    when cast(try_cast(t || '-01' as date) as varchar) = t || '-01' and try_cast(t || '-01' as date) between date '1800-01-01' and date '2199-12-31'
      then cast(21600 + datediff('month', date '1800-01-01', try_cast(t || '-01' as date)) as integer)
  end;
-- Microseconds since 1970 UTC. The pattern leaves the cast nothing to judge but whether the day is real.
create macro grammar.instant(t) as
  case
    when regexp_full_match(t, '[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])')
      and not starts_with(t, '0000')
      then epoch_us(try_cast(t as timestamptz))
  end;

-- Tiyn. `1.` and `.5` are no amounts; leading zeros are digits like others.
create macro grammar.signed_money(t) as
  case
    when cast(try_cast(t as decimal(15, 2)) as varchar) = t or regexp_full_match(t, '-?[0-9]{1,13}(\.[0-9]{1,2})?')
      then cast(try_cast(t as decimal(15, 2)) * 100 as bigint)
  end;
create macro grammar.money(t) as case when not starts_with(t, '-') then grammar.signed_money(t) end;

-- Numbers; leading zeros are accepted. Whole ones have at most eighteen digits after them: those fit BIGINT, whatever they are.
create macro grammar.whole(t) as case when regexp_full_match(t, '0*[0-9]{1,18}') then try_cast(t as bigint) end;
create macro grammar.count(t) as case when grammar.whole(t) > 0 then grammar.whole(t) end;
-- Hundredths, above 0 up to 2.
create macro grammar.rate(t) as
  case when regexp_full_match(t, '0*[0-2](\.[0-9]{1,2})?') and try_cast(t as decimal(3, 2)) between 0.01 and 2 then cast(try_cast(t as decimal(3, 2)) * 100 as integer) end;
-- Ten-thousandths, 0 to 1.
create macro grammar.share(t) as
  case when regexp_full_match(t, '0*[01](\.[0-9]{1,4})?') and try_cast(t as decimal(5, 4)) <= 1 then cast(try_cast(t as decimal(5, 4)) * 10000 as integer) end;

create macro grammar.text(t) as case when length(t) between 1 and 400 and not contains(t, chr(14)) then t end;
create macro grammar.country(t) as case when regexp_full_match(t, '[A-Z]{2}') then t end;
create macro grammar.level(t) as case when t in ('1', '2', '3', '4', '5', '6', '7', '8') then try_cast(t as tinyint) end;
create macro grammar.occupation(t) as case when regexp_full_match(t, '[0-9]{4}(-[0-9])?') then t end;
create macro grammar.occupation_prefix(t) as case when regexp_full_match(t, '[0-9]{1,4}|[0-9]{4}-[0-9]') then t end;
create macro grammar.sector(t) as case when regexp_full_match(t, '[A-U]|[0-9]{2,5}') then t end;
create macro grammar.list(t, words) as case when list_contains(words, t) then t end;

-- Where several texts have one value: the text, or NULL when it is the usual one for the value. Of an instant only what
-- follows the seconds, its fraction and zone, because the rest follows from that and the value.
create macro grammar.spelling(t, usual) as case when t <> '' and t <> usual then t end;
create macro grammar.spelling_of_instant(t) as nullif(substr(t, 20), '');

-- Back from values to texts, as rule 2 of the evidence needs them (see 40-winner.sql).
create macro grammar.text_of_hundredths(v) as
  case when v < 0 then '-' else '' end || abs(v) // 100 || '.' || lpad(cast(abs(v) % 100 as varchar), 2, '0');
create macro grammar.text_of_share(v) as v // 10000 || '.' || lpad(cast(v % 10000 as varchar), 4, '0');
create macro grammar.text_of_month(v) as lpad(cast(v // 12 as varchar), 4, '0') || '-' || lpad(cast(v % 12 + 1 as varchar), 2, '0');
create macro grammar.zone_micros(spelling) as
  case
    when ends_with(spelling, 'Z') then 0
    else (case when spelling[-6] = '-' then -60000000 else 60000000 end) * (cast(spelling[-5:-4] as bigint) * 60 + cast(spelling[-2:] as bigint))
  end;
create macro grammar.text_of_instant(v, spelling) as
  strftime(make_timestamp(v + grammar.zone_micros(spelling)), '%Y-%m-%dT%H:%M:%S') || spelling;
