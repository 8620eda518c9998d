-- Pledges and the evidence for them: current rows and computed figures, replaced whenever an import touches them.
CREATE SCHEMA pledges;
COMMENT ON SCHEMA pledges IS 'Promises of jobs and the evidence for them (docs/evidence.md)';

CREATE TABLE pledges.computation (
  id text PRIMARY KEY,
  at timestamptz NOT NULL,
  imports integer NOT NULL,
  definition text NOT NULL,
  first_month integer,
  last_month integer,
  seconds numeric(10,3) NOT NULL
);
COMMENT ON TABLE pledges.computation IS 'Each computation of the figures; the newest is the one in force';
COMMENT ON COLUMN pledges.computation.id IS 'UUID v7';
COMMENT ON COLUMN pledges.computation.imports IS 'How many accepted imports it had seen; fewer than there are means the figures are stale';
COMMENT ON COLUMN pledges.computation.definition IS 'Version of docs/evidence.md';
COMMENT ON COLUMN pledges.computation.first_month IS 'First month with stored figures, year * 12 + month - 1; empty when there is no contribution';

CREATE TABLE pledges.pledge (
  pledge_id text COLLATE "C" PRIMARY KEY,
  project_id text COLLATE "C" NOT NULL,
  employer integer NOT NULL,
  one integer NOT NULL,
  place integer NOT NULL,
  phase text NOT NULL,
  jobs bigint NOT NULL,
  awarded_on date NOT NULL,
  due_on date NOT NULL,
  hold_months bigint NOT NULL,
  occupation text,
  qualification smallint,
  term text NOT NULL,
  young bigint,
  wage_floor bigint
);
COMMENT ON TABLE pledges.pledge IS 'Current rows of the register pledges';
COMMENT ON COLUMN pledges.pledge.employer IS 'Employer as named in the row, by our number';
COMMENT ON COLUMN pledges.pledge.one IS 'The employer it is one with (rule 3)';
COMMENT ON COLUMN pledges.pledge.wage_floor IS 'Tiyn a month';

CREATE TABLE pledges.figure (
  pledge_id text COLLATE "C" NOT NULL,
  month integer NOT NULL,
  due bigint NOT NULL,
  reported bigint,
  contracted integer NOT NULL,
  paid integer NOT NULL,
  held3 integer NOT NULL,
  held6 integer NOT NULL,
  held12 integer NOT NULL,
  existing integer NOT NULL,
  exempt integer NOT NULL,
  fte bigint NOT NULL,
  permanent integer NOT NULL,
  headcount integer NOT NULL,
  base_month integer NOT NULL,
  base integer,
  net integer,
  credited integer,
  wage_sum numeric(30),
  wage_count integer,
  wage_mean numeric(30),
  wage_median numeric(30),
  at_ceiling integer,
  judged bigint,
  verdict text,
  decided integer,
  CONSTRAINT figure_key PRIMARY KEY (pledge_id, month),
  CONSTRAINT figure_ladder CHECK (contracted >= paid AND paid >= held3 AND held3 >= held6 AND held6 >= held12)
);
COMMENT ON TABLE pledges.figure IS 'Evidence of a pledge in a month (rules 8 to 12, 18)';
COMMENT ON COLUMN pledges.figure.month IS 'year * 12 + month - 1';
COMMENT ON COLUMN pledges.figure.fte IS 'Hundredths of a full-time job';
COMMENT ON COLUMN pledges.figure.base_month IS 'The month whose headcount is the base (rule 10), year * 12 + month - 1';
COMMENT ON COLUMN pledges.figure.existing IS 'People of the base list who would otherwise count, contracted (rule 6d)';
COMMENT ON COLUMN pledges.figure.exempt IS 'Contracted people exempt from the worker''s contribution: on no rung (rule 18)';
COMMENT ON COLUMN pledges.figure.base IS 'Empty when no contribution of base_month is held from anybody; net and credited are empty with it';
COMMENT ON COLUMN pledges.figure.judged IS 'Of what the stack is credited with, the part that fills this pledge: the oldest award first (rule 16); empty when the base of the stack is unknown';
COMMENT ON COLUMN pledges.figure.verdict IS 'not-due, kept, substantially-kept, missed, holding, held, lost (rule 15); empty when it cannot be told';
COMMENT ON COLUMN pledges.figure.decided IS 'The month that settled the verdict, year * 12 + month - 1; the verdict is provisional as long as that month is';
COMMENT ON COLUMN pledges.figure.wage_sum IS 'Tiyn, over wage_count pairs of employer and person';
COMMENT ON COLUMN pledges.figure.wage_count IS 'Pairs of employer and person paid (rule 12)';
COMMENT ON COLUMN pledges.figure.at_ceiling IS 'Of wage_count, those with a contribution at the ceiling: their wage is at least that';
COMMENT ON COLUMN pledges.figure.wage_mean IS 'Tiyn, rounded half up; empty when nobody is paid';

CREATE TABLE pledges.spell (
  pledge_id text COLLATE "C" NOT NULL,
  spell integer NOT NULL,
  employer integer NOT NULL,
  person integer NOT NULL,
  participant boolean NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  outcome text NOT NULL,
  attributed_to text COLLATE "C",
  occupation text NOT NULL,
  qualification smallint,
  conditions text,
  term text NOT NULL,
  workplace integer NOT NULL,
  first_month integer NOT NULL,
  runs smallint[] NOT NULL,
  wages numeric(30)[] NOT NULL,
  permanents boolean[] NOT NULL,
  workplaces integer[] NOT NULL,
  CONSTRAINT spell_key PRIMARY KEY (pledge_id, spell)
);
CREATE INDEX spell_person ON pledges.spell (person);
COMMENT ON TABLE pledges.spell IS 'Spells that started in time at the right place with the right party: those attributed to the pledge, and the others with the reason why they do not count';
COMMENT ON COLUMN pledges.spell.spell IS 'Number within one computation';
COMMENT ON COLUMN pledges.spell.employer IS 'The employer as one (rule 3)';
COMMENT ON COLUMN pledges.spell.person IS 'Our own number';
COMMENT ON COLUMN pledges.spell.ends_on IS 'Latest effective end of its contracts; empty while none ends';
COMMENT ON COLUMN pledges.spell.outcome IS 'counts, or the first question of rules 6 and 8 that it fails: other-project, occupation, qualification, not-permanent, existing, other-pledge';
COMMENT ON COLUMN pledges.spell.attributed_to IS 'The other pledge that it counts for, if it does';
COMMENT ON COLUMN pledges.spell.permanents IS 'Whether a permanent contract is in force on the last day (rule 7)';
COMMENT ON COLUMN pledges.spell.first_month IS 'Month of the first element of the arrays, one element a month';
COMMENT ON COLUMN pledges.spell.runs IS '-2 no contract in force on the last day, -1 in force and exempt, 0 contracted and not paid, else the run of paid months (rule 9)';
COMMENT ON COLUMN pledges.spell.wages IS 'Tiyn, null when not paid';
COMMENT ON COLUMN pledges.spell.workplaces IS 'Workplace of the contract in force on the last day';

CREATE TABLE pledges.passport (
  pledge_id text COLLATE "C" NOT NULL,
  position smallint NOT NULL,
  step text NOT NULL,
  rule text NOT NULL,
  came integer NOT NULL,
  stayed integer NOT NULL,
  CONSTRAINT passport_key PRIMARY KEY (pledge_id, position)
);
COMMENT ON TABLE pledges.passport IS 'How many spells came to each rule of eligibility, and how many it let through';

CREATE TABLE pledges.stack_figure (
  one integer NOT NULL,
  place integer NOT NULL,
  month integer NOT NULL,
  base integer,
  reached integer NOT NULL,
  CONSTRAINT stack_figure_key PRIMARY KEY (one, place, month)
);
COMMENT ON TABLE pledges.stack_figure IS 'Stacks, one for every employer and place of a pledge: base, and what it has reached (headcount plus paid persons of participants); net is reached minus base (rules 16 and 17)';

CREATE TABLE pledges.two_jobs (
  month integer NOT NULL,
  person integer NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  run smallint NOT NULL,
  CONSTRAINT two_jobs_key PRIMARY KEY (month, person, pledge_id)
);
COMMENT ON TABLE pledges.two_jobs IS 'People who stand on more than one pledge in a month: what turns jobs into distinct persons (rule 8)';
COMMENT ON COLUMN pledges.two_jobs.run IS '0 contracted and not paid, else the run of paid months';

CREATE TABLE pledges.month (
  month integer PRIMARY KEY,
  persons integer NOT NULL,
  covered integer NOT NULL
);
COMMENT ON TABLE pledges.month IS 'Completeness of a month (rule 13)';
COMMENT ON COLUMN pledges.month.persons IS 'Persons paid in the month before by anybody but themselves';
COMMENT ON COLUMN pledges.month.covered IS 'Those of them whose employer paid anybody in the month';

CREATE TABLE pledges.self_employed (
  place integer NOT NULL,
  month integer NOT NULL,
  persons integer NOT NULL,
  CONSTRAINT self_employed_key PRIMARY KEY (place, month)
);
COMMENT ON TABLE pledges.self_employed IS 'Persons with their own payments (ESP, SELF), by place of residence (rule 18)';

CREATE TABLE pledges.revision (
  pledge_id text COLLATE "C" NOT NULL,
  month integer NOT NULL,
  computation text NOT NULL,
  at timestamptz NOT NULL,
  contracted integer NOT NULL,
  paid integer NOT NULL,
  credited integer,
  CONSTRAINT revision_key PRIMARY KEY (pledge_id, month, computation)
);
COMMENT ON TABLE pledges.revision IS 'What a figure was before the computation changed it: why it differs from the last time';
