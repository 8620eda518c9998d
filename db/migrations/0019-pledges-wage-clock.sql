-- The wage clock (rule 14): what the persons paid on a pledge earned, for every month since its project's first award, not only the stored ones.
CREATE TABLE pledges.payroll (
  pledge_id text COLLATE "C" PRIMARY KEY,
  first_month integer NOT NULL,
  wages numeric(30)[] NOT NULL,
  seen_by integer[] NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE pledges.payroll IS 'Wages of the persons who stand on paid for a pledge, by month (rules 12 and 14)';
COMMENT ON COLUMN pledges.payroll.first_month IS 'Month of the first element, year * 12 + month - 1: the first in which anybody was paid';
COMMENT ON COLUMN pledges.payroll.wages IS 'Tiyn, one element a month through the last with anybody paid; once for each employer and person';
COMMENT ON COLUMN pledges.payroll.seen_by IS 'As of its pledge';

CALL platform.wall('pledges.payroll');
