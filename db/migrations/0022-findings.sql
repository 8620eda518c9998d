-- Signs of paper jobs that published rules find in the evidence, and what officers make of them. A computation replaces what it
-- finds; what it finds no more is kept as gone. Judgements are a ledger: a later one supersedes, none is changed. Neither alters
-- any evidence. An employer sees nothing here, not about itself either: rows are seen from places only.
CREATE SCHEMA findings;
COMMENT ON SCHEMA findings IS 'Paper jobs found by published rules (docs/findings.md)';

CREATE TABLE findings.finding (
  id text CONSTRAINT finding_pkey PRIMARY KEY,
  rule text NOT NULL,
  pledge_id text COLLATE "C",
  employer integer NOT NULL,
  place integer NOT NULL,
  first_month integer NOT NULL,
  last_month integer NOT NULL,
  measured integer NOT NULL,
  threshold integer NOT NULL,
  persons integer NOT NULL,
  jobs integer NOT NULL,
  along integer[] NOT NULL,
  whole integer[] NOT NULL,
  marked integer[] NOT NULL,
  found_at timestamptz NOT NULL,
  computed_at timestamptz NOT NULL,
  gone_month integer,
  seen_by integer[] NOT NULL
);
CREATE INDEX finding_pledge_idx ON findings.finding (pledge_id);
COMMENT ON TABLE findings.finding IS 'What the rules find now, and what they found once and find no more';
COMMENT ON COLUMN findings.finding.id IS 'Of rule, subject and beginning, so that the same finding keeps its judgement from computation to computation';
COMMENT ON COLUMN findings.finding.rule IS 'Name of the step that found it';
COMMENT ON COLUMN findings.finding.pledge_id IS 'What it is about; empty when it is about an employer as a whole';
COMMENT ON COLUMN findings.finding.employer IS 'The employer as one (rule 3 of docs/evidence.md), by our number';
COMMENT ON COLUMN findings.finding.place IS 'Of the pledge, else where the employer is registered';
COMMENT ON COLUMN findings.finding.first_month IS 'First month that it speaks of, year * 12 + month - 1';
COMMENT ON COLUMN findings.finding.last_month IS 'Last month that it speaks of';
COMMENT ON COLUMN findings.finding.measured IS 'Per cent, as the rule measures it';
COMMENT ON COLUMN findings.finding.threshold IS 'Per cent from which the rule finds';
COMMENT ON COLUMN findings.finding.persons IS 'How many people stand behind it';
COMMENT ON COLUMN findings.finding.jobs IS 'How many jobs it touches';
COMMENT ON COLUMN findings.finding.along IS 'Its picture: months, or tenge from which a band of wages begins';
COMMENT ON COLUMN findings.finding.whole IS 'Of each element of along: how many in all';
COMMENT ON COLUMN findings.finding.marked IS 'Of each element of along: how many of them are the finding''s';
COMMENT ON COLUMN findings.finding.found_at IS 'When it was found first';
COMMENT ON COLUMN findings.finding.computed_at IS 'When it was found last';
COMMENT ON COLUMN findings.finding.gone_month IS 'Month of the computation that found it no more, year * 12 + month - 1; empty while it is found';
COMMENT ON COLUMN findings.finding.seen_by IS 'Places that cover it, up to 0 for the country; never the employer';

CREATE TABLE findings.behind (
  finding text NOT NULL,
  person integer NOT NULL,
  employer integer NOT NULL,
  first_month integer NOT NULL,
  last_month integer,
  months integer NOT NULL,
  other integer,
  projects integer,
  wage bigint,
  CONSTRAINT behind_pkey PRIMARY KEY (finding, person, employer)
);
COMMENT ON TABLE findings.behind IS 'The people behind what is found now; nobody stands behind what is gone';
COMMENT ON COLUMN findings.behind.finding IS 'Of findings.finding';
COMMENT ON COLUMN findings.behind.employer IS 'Who paid, as one, by our number';
COMMENT ON COLUMN findings.behind.first_month IS 'First paid month, or the month of hiring; year * 12 + month - 1';
COMMENT ON COLUMN findings.behind.last_month IS 'Last paid month; empty when never paid';
COMMENT ON COLUMN findings.behind.months IS 'How many paid months';
COMMENT ON COLUMN findings.behind.other IS 'The former employer or the one of the same group, by our number';
COMMENT ON COLUMN findings.behind.projects IS 'In how many projects at once';
COMMENT ON COLUMN findings.behind.wage IS 'Middle wage, tiyn a month';

CREATE TABLE findings.judgement (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT judgement_pkey PRIMARY KEY,
  finding text NOT NULL CONSTRAINT judgement_finding_fkey REFERENCES findings.finding,
  verdict text NOT NULL,
  reason text NOT NULL,
  measured integer NOT NULL,
  persons integer NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL,
  CONSTRAINT judgement_verdict_check CHECK (verdict IN ('confirmed', 'dismissed'))
);
CREATE INDEX judgement_finding_idx ON findings.judgement (finding, id);
COMMENT ON TABLE findings.judgement IS 'What officers made of a finding; the newest is in force, and it alters no evidence';
COMMENT ON COLUMN findings.judgement.id IS 'Grows with time';
COMMENT ON COLUMN findings.judgement.finding IS 'Of findings.finding';
COMMENT ON COLUMN findings.judgement.verdict IS 'confirmed: these are paper jobs; dismissed: there is an honest reason';
COMMENT ON COLUMN findings.judgement.reason IS 'Why, in the officer''s words';
COMMENT ON COLUMN findings.judgement.measured IS 'What was measured when it was judged, per cent';
COMMENT ON COLUMN findings.judgement.persons IS 'How many people stood behind it when it was judged';
COMMENT ON COLUMN findings.judgement.actor_kind IS 'Of actor (kernel/actor.ts)';
COMMENT ON COLUMN findings.judgement.account IS 'Id in accounts.account; empty for those without one';

GRANT USAGE ON SCHEMA findings TO jumys_reader;
CALL platform.wall('findings.finding', 'findings.behind', 'findings.judgement');
-- What belongs to a finding is seen with it, whose own policy holds inside.
CREATE POLICY readers ON findings.behind FOR SELECT TO jumys_reader USING (EXISTS (SELECT FROM findings.finding AS f WHERE f.id = finding));
CREATE POLICY readers ON findings.judgement FOR SELECT TO jumys_reader USING (EXISTS (SELECT FROM findings.finding AS f WHERE f.id = finding));
GRANT SELECT ON findings.behind, findings.judgement TO jumys_reader;
