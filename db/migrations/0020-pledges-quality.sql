-- What the jobs are worth: counts of the people on a pledge by what they and their jobs are, and the wages of everybody to hold theirs against.
CREATE TABLE pledges.quality (
  pledge_id text COLLATE "C" NOT NULL,
  attribute text NOT NULL,
  key text NOT NULL,
  first_month integer NOT NULL,
  contracted integer[] NOT NULL,
  paid integer[] NOT NULL,
  seen_by integer[] NOT NULL DEFAULT '{}',
  CONSTRAINT quality_key PRIMARY KEY (pledge_id, attribute, key)
);
COMMENT ON TABLE pledges.quality IS 'Distinct persons of a pledge by attribute and key (docs/quality.md); the keys of an attribute add up to the rung';
COMMENT ON COLUMN pledges.quality.attribute IS 'What is asked of the person or the contract: docs/quality.md lists them';
COMMENT ON COLUMN pledges.quality.key IS 'Empty where no register tells it';
COMMENT ON COLUMN pledges.quality.first_month IS 'Month of the first element of the arrays, one element a stored month';
COMMENT ON COLUMN pledges.quality.seen_by IS 'As of its pledge';

CREATE TABLE pledges.median_wage (
  month integer NOT NULL,
  part text NOT NULL,
  key text NOT NULL,
  people integer NOT NULL,
  median numeric(30) NOT NULL,
  CONSTRAINT median_wage_key PRIMARY KEY (month, part, key)
);
COMMENT ON TABLE pledges.median_wage IS 'Median wage of everybody paid by anybody but himself in a month';
COMMENT ON COLUMN pledges.median_wage.part IS 'country, region, section';
COMMENT ON COLUMN pledges.median_wage.key IS 'Place code of nine digits, or section letter';
COMMENT ON COLUMN pledges.median_wage.people IS 'Pairs of employer and person behind it';
COMMENT ON COLUMN pledges.median_wage.median IS 'Tiyn, the mean of the two middle ones where even, rounded half up';

CALL platform.wall('pledges.quality', 'pledges.median_wage');
