-- Rows of the registers that people write by hand, from the first word to the import that makes them count, and what is told of a
-- project's life beside the registers. Steps and events are ledgers: nothing in them is ever changed.
CREATE TABLE projects.draft (
  draft_id text CONSTRAINT draft_pkey PRIMARY KEY,
  register text NOT NULL,
  intent text NOT NULL,
  state text NOT NULL,
  author text NOT NULL,
  author_name text NOT NULL,
  begun_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL,
  fields jsonb NOT NULL,
  base text,
  seen_by integer[] NOT NULL DEFAULT '{}',
  CONSTRAINT draft_register_check CHECK (register IN ('projects', 'pledges', 'participants', 'investments')),
  CONSTRAINT draft_intent_check CHECK (intent IN ('new', 'change', 'annulment')),
  CONSTRAINT draft_state_check CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'entered', 'withdrawn'))
);
CREATE INDEX draft_author_idx ON projects.draft (author, saved_at);
CREATE INDEX draft_state_idx ON projects.draft (state, saved_at);
COMMENT ON TABLE projects.draft IS 'Rows of registers written by hand, as they stand now; what became of each is in projects.draft_step';
COMMENT ON COLUMN projects.draft.draft_id IS 'UUID v7';
COMMENT ON COLUMN projects.draft.intent IS 'A new row, another version of a held one, or the end of it';
COMMENT ON COLUMN projects.draft.state IS 'What its last step led to; entered when its row is in the register and in the figures';
COMMENT ON COLUMN projects.draft.author IS 'Id of the account that writes it; a visitor of the demonstration is known by the role he looks as';
COMMENT ON COLUMN projects.draft.author_name IS 'As the audit names the author';
COMMENT ON COLUMN projects.draft.begun_at IS 'When it was begun';
COMMENT ON COLUMN projects.draft.saved_at IS 'When its fields were last written';
COMMENT ON COLUMN projects.draft.fields IS 'Texts of the fields by column, as in a register file; an employer by our own number, never by an identifier';
COMMENT ON COLUMN projects.draft.base IS 'The version of the row that was the current one when it was submitted: ordinal of the import and line; empty where none was held';
COMMENT ON COLUMN projects.draft.seen_by IS 'Places that cover all that it touches, from its submission on; before it nobody sees it but its author';

CREATE TABLE projects.draft_step (
  draft_id text NOT NULL,
  position integer NOT NULL,
  at timestamptz NOT NULL,
  what text NOT NULL,
  person text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  reason text,
  fields jsonb,
  import_id text,
  seen_by integer[] NOT NULL DEFAULT '{}',
  CONSTRAINT draft_step_key PRIMARY KEY (draft_id, position),
  CONSTRAINT draft_step_what_check CHECK (what IN ('begun', 'submitted', 'returned', 'approved', 'entered', 'withdrawn'))
);
COMMENT ON TABLE projects.draft_step IS 'What became of each draft, who did it and why; append only';
COMMENT ON COLUMN projects.draft_step.draft_id IS 'As in projects.draft';
COMMENT ON COLUMN projects.draft_step.what IS 'begun, submitted, returned with a reason, approved by another person, entered by an import, withdrawn by its author';
COMMENT ON COLUMN projects.draft_step.person IS 'Who did it, as projects.draft.author names people';
COMMENT ON COLUMN projects.draft_step.kind IS 'Kind of the actor, as in the audit';
COMMENT ON COLUMN projects.draft_step.name IS 'Name of the actor, as in the audit';
COMMENT ON COLUMN projects.draft_step.reason IS 'Why; an approval needs none';
COMMENT ON COLUMN projects.draft_step.fields IS 'What was submitted or approved, as in projects.draft; of an approval with status and recorded_at, the very row that is imported';
COMMENT ON COLUMN projects.draft_step.import_id IS 'The import that entered it';
COMMENT ON COLUMN projects.draft_step.seen_by IS 'As of its draft at that step';

CREATE TABLE projects.life_event (
  event_id text CONSTRAINT life_event_pkey PRIMARY KEY,
  project_id text COLLATE "C" NOT NULL,
  what text NOT NULL,
  outcome text NOT NULL,
  on_day date NOT NULL,
  office text NOT NULL,
  reason text NOT NULL,
  replaces text CONSTRAINT life_event_replaces_key UNIQUE,
  recorded_at timestamptz NOT NULL,
  person text NOT NULL,
  name text NOT NULL,
  CONSTRAINT life_event_what_check CHECK (what IN ('technical', 'financial', 'economic', 'decision', 'stage')),
  CONSTRAINT life_event_outcome_check CHECK (CASE what
    WHEN 'stage' THEN outcome IN ('idea', 'appraisal', 'approved', 'construction', 'operation', 'closed')
    WHEN 'decision' THEN outcome IN ('approved', 'rejected')
    ELSE outcome IN ('positive', 'conditional', 'negative') END)
);
CREATE INDEX life_event_project_idx ON projects.life_event (project_id, on_day);
-- One decision a project: another one replaces it by name.
CREATE UNIQUE INDEX life_event_decision_key ON projects.life_event (project_id) WHERE what = 'decision' AND replaces IS NULL;
COMMENT ON TABLE projects.life_event IS 'Opinions of the appraisal, the decision before money is spent, and stages that a project came to, as offices tell them; append only, the register is not changed by them';
COMMENT ON COLUMN projects.life_event.event_id IS 'UUID v7';
COMMENT ON COLUMN projects.life_event.what IS 'A technical, financial or economic opinion, the decision, or a stage';
COMMENT ON COLUMN projects.life_event.outcome IS 'What the opinion or the decision came to, or which stage';
COMMENT ON COLUMN projects.life_event.on_day IS 'The day of the opinion, the decision, or the first of the stage';
COMMENT ON COLUMN projects.life_event.reason IS 'In words: what it rests on, with the number of the paper';
COMMENT ON COLUMN projects.life_event.replaces IS 'The event that this one corrects; that one is shown no more but stays';
COMMENT ON COLUMN projects.life_event.recorded_at IS 'When it was told to us';
COMMENT ON COLUMN projects.life_event.person IS 'Who told it, as projects.draft.author names people';
COMMENT ON COLUMN projects.life_event.name IS 'Name of the actor, as in the audit';

ALTER TABLE projects.project ADD COLUMN watched_until integer;
COMMENT ON COLUMN projects.project.watched_until IS 'The last month in which a pledge of the project must hold its jobs: year * 12 + month - 1; empty without pledges';

CALL platform.wall('projects.draft', 'projects.draft_step', 'projects.life_event');
-- Whoever sees a project sees its life.
CREATE POLICY readers ON projects.life_event FOR SELECT TO jumys_reader
  USING (EXISTS (SELECT FROM projects.project AS p WHERE p.project_id = life_event.project_id));
GRANT SELECT ON projects.life_event TO jumys_reader;
