-- Closing of a month: it is opened as a draft, regions and employers see it and answer, and it is frozen as a release. All of it is a
-- ledger: a later row supersedes an earlier one. Which months are frozen the releases say (publishing.release).
CREATE SCHEMA closing;
COMMENT ON SCHEMA closing IS 'Drafts of months, what regions and employers say of them, and how they ended';

CREATE TABLE closing.draft (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT draft_pkey PRIMARY KEY,
  through integer NOT NULL,
  contested_until date NOT NULL,
  computation text NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL
);
CREATE INDEX draft_through_idx ON closing.draft (through);
COMMENT ON TABLE closing.draft IS 'Drafts of all months through one; at most one of them stands, the others have ended (draft_step)';
COMMENT ON COLUMN closing.draft.id IS 'Grows with time';
COMMENT ON COLUMN closing.draft.through IS 'The last of its months, as year * 12 + month - 1';
COMMENT ON COLUMN closing.draft.contested_until IS 'Last day, in Kazakhstan, on which it can be answered and contested';
COMMENT ON COLUMN closing.draft.actor_kind IS 'Of actor (kernel/actor.ts)';
COMMENT ON COLUMN closing.draft.account IS 'Who opened it: id in accounts.account; empty for those without one';

CREATE TABLE closing.draft_step (
  draft integer NOT NULL CONSTRAINT draft_step_draft_fkey REFERENCES closing.draft,
  what text NOT NULL,
  reason text,
  release integer CONSTRAINT draft_step_release_fkey REFERENCES publishing.release (number),
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL,
  CONSTRAINT draft_step_pkey PRIMARY KEY (draft, what),
  CONSTRAINT draft_step_what_check CHECK (what IN ('reminded', 'withdrawn', 'frozen') AND (what = 'withdrawn') = (reason IS NOT NULL) AND (what = 'frozen') = (release IS NOT NULL))
);
CREATE UNIQUE INDEX draft_step_end_idx ON closing.draft_step (draft) WHERE what <> 'reminded';
COMMENT ON TABLE closing.draft_step IS 'What became of a draft: it ends once';
COMMENT ON COLUMN closing.draft_step.draft IS 'Of draft';
COMMENT ON COLUMN closing.draft_step.what IS 'reminded: those who had not answered were told that its last day is tomorrow; withdrawn; frozen: as a release';
COMMENT ON COLUMN closing.draft_step.reason IS 'Why it was withdrawn, in words';
COMMENT ON COLUMN closing.draft_step.release IS 'As which release its months were frozen';
COMMENT ON COLUMN closing.draft_step.actor_kind IS 'Of actor (kernel/actor.ts)';
COMMENT ON COLUMN closing.draft_step.account IS 'Whose step it was: id in accounts.account; empty for those without one';

CREATE TABLE closing.party (
  draft integer NOT NULL CONSTRAINT party_draft_fkey REFERENCES closing.draft,
  code integer NOT NULL,
  pledges integer NOT NULL,
  regions integer[] NOT NULL,
  seen_by integer[] NOT NULL,
  CONSTRAINT party_pkey PRIMARY KEY (draft, code)
);
COMMENT ON TABLE closing.party IS 'Who was asked about a draft when it was opened: regions and employers with a pledge awarded by the end of its last month';
COMMENT ON COLUMN closing.party.draft IS 'Of draft';
COMMENT ON COLUMN closing.party.code IS 'A region by its place, an employer by minus its number';
COMMENT ON COLUMN closing.party.pledges IS 'How many such pledges it had';
COMMENT ON COLUMN closing.party.regions IS 'Regions of those pledges; of a region itself';
COMMENT ON COLUMN closing.party.seen_by IS 'Places that cover any of its pledges, up to 0, and minus its numbers, as named and as one; of a region itself and the country';

CREATE TABLE closing.answer (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT answer_pkey PRIMARY KEY,
  draft integer NOT NULL,
  code integer NOT NULL,
  outcome text NOT NULL,
  remarks text,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL,
  CONSTRAINT answer_party_fkey FOREIGN KEY (draft, code) REFERENCES closing.party,
  CONSTRAINT answer_outcome_check CHECK (outcome IN ('agreed', 'remarks', 'contests') AND (outcome <> 'remarks' OR remarks IS NOT NULL))
);
CREATE INDEX answer_party_idx ON closing.answer (draft, code, id);
COMMENT ON TABLE closing.answer IS 'What regions and employers said of a draft; the newest answer of each stands';
COMMENT ON COLUMN closing.answer.id IS 'Grows with time';
COMMENT ON COLUMN closing.answer.draft IS 'Of draft';
COMMENT ON COLUMN closing.answer.code IS 'Of party';
COMMENT ON COLUMN closing.answer.outcome IS 'agreed; remarks: agreed with remarks; contests: by objections, which name rows';
COMMENT ON COLUMN closing.answer.remarks IS 'In words';
COMMENT ON COLUMN closing.answer.actor_kind IS 'Of actor (kernel/actor.ts)';
COMMENT ON COLUMN closing.answer.account IS 'Who answered: id in accounts.account; empty for those without one';

CREATE TABLE closing.figure (
  draft integer NOT NULL CONSTRAINT figure_draft_fkey REFERENCES closing.draft,
  stage text NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  employer integer NOT NULL,
  place integer NOT NULL,
  promised bigint NOT NULL,
  due bigint NOT NULL,
  reported bigint,
  contracted integer NOT NULL,
  paid integer NOT NULL,
  held3 integer NOT NULL,
  credited integer,
  seen_by integer[] NOT NULL,
  CONSTRAINT figure_pkey PRIMARY KEY (draft, stage, pledge_id),
  CONSTRAINT figure_stage_check CHECK (stage IN ('opened', 'frozen'))
);
COMMENT ON TABLE closing.figure IS 'Figures of the last month of a draft, of each pledge awarded by its end, as they were when it was opened and when it was frozen';
COMMENT ON COLUMN closing.figure.draft IS 'Of draft';
COMMENT ON COLUMN closing.figure.stage IS 'opened or frozen';
COMMENT ON COLUMN closing.figure.promised IS 'Jobs of the pledge; this and the others as in pledges.figure';
COMMENT ON COLUMN closing.figure.due IS 'Of them those that are due';
COMMENT ON COLUMN closing.figure.reported IS 'By the employer; empty when it reported nothing';
COMMENT ON COLUMN closing.figure.credited IS 'Empty while it cannot be told';
COMMENT ON COLUMN closing.figure.seen_by IS 'As of its pledge then';

GRANT USAGE ON SCHEMA closing TO jumys_reader;
CALL platform.wall('closing.party', 'closing.figure');
-- Answers are seen with their party, whose own policy holds inside. Drafts are of the whole country, and of no territory.
CALL platform.wall('closing.answer');
CREATE POLICY readers ON closing.answer FOR SELECT TO jumys_reader USING (EXISTS (SELECT FROM closing.party AS p WHERE p.draft = answer.draft AND p.code = answer.code));
GRANT SELECT ON closing.draft, closing.draft_step, closing.answer TO jumys_reader;
