-- Who looked at which persons, and for what. A reading is written in the transaction that reads, by the program as itself: the
-- reader's role has no right here, so that nothing it can be made to say adds, hides or shows a reading.
CREATE TABLE people.reading (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT reading_pkey PRIMARY KEY,
  at timestamptz NOT NULL,
  day date NOT NULL,
  reader text NOT NULL,
  kind text NOT NULL,
  account text,
  name text NOT NULL,
  grants jsonb NOT NULL,
  purpose text NOT NULL,
  what text NOT NULL,
  subject text,
  persons integer NOT NULL,
  request text,
  CONSTRAINT reading_persons_check CHECK (persons >= 0)
);
COMMENT ON TABLE people.reading IS 'One row whenever somebody was shown persons; append only';
COMMENT ON COLUMN people.reading.id IS 'Grows with time; named by person_read, alarms and the audit';
COMMENT ON COLUMN people.reading.day IS 'Its day in Kazakhstan, which budgets go by';
COMMENT ON COLUMN people.reading.reader IS 'Whose budget it counts to: id of the account, else the name';
COMMENT ON COLUMN people.reading.kind IS 'Of actor: account, token, visitor or operator (kernel/actor.ts)';
COMMENT ON COLUMN people.reading.account IS 'Id in accounts.account; empty for those without one';
COMMENT ON COLUMN people.reading.name IS 'The actor as the audit names him';
COMMENT ON COLUMN people.reading.grants IS 'His roles and where they held at that instant: [{role, place, employer}]';
COMMENT ON COLUMN people.reading.purpose IS 'A code of kernel/purpose.ts';
COMMENT ON COLUMN people.reading.what IS 'What was shown of the persons: spells, identifier, who-looked, …';
COMMENT ON COLUMN people.reading.subject IS 'Of what they are part, such as a pledge; never an identifier';
COMMENT ON COLUMN people.reading.persons IS 'How many different ones';
COMMENT ON COLUMN people.reading.request IS 'Number of the request within the life of the process';
CREATE INDEX reading_reader_idx ON people.reading (reader, day);

CREATE TABLE people.person_read (
  reading bigint NOT NULL CONSTRAINT person_read_reading_fkey REFERENCES people.reading,
  person integer NOT NULL,
  CONSTRAINT person_read_pkey PRIMARY KEY (person, reading)
);
COMMENT ON TABLE people.person_read IS 'Whom a reading showed';
COMMENT ON COLUMN people.person_read.reading IS 'Id of the row in people.reading';
CREATE INDEX person_read_reading_idx ON people.person_read (reading);

CREATE TABLE people.reader_day (
  reader text NOT NULL,
  day date NOT NULL,
  persons integer NOT NULL,
  CONSTRAINT reader_day_pkey PRIMARY KEY (reader, day)
);
COMMENT ON TABLE people.reader_day IS 'How many different persons a reader has seen on a day. Its row is locked by whoever reads more, so that two readings at once cannot together pass the budget';
COMMENT ON COLUMN people.reader_day.reader IS 'As in people.reading';
COMMENT ON COLUMN people.reader_day.day IS 'As in people.reading';

CREATE TABLE people.canary (
  person integer CONSTRAINT canary_pkey PRIMARY KEY,
  at timestamptz NOT NULL,
  by_whom text NOT NULL
);
COMMENT ON TABLE people.canary IS 'Persons whom nobody has a reason to look at: whoever does raises an alarm';

CREATE TABLE people.alarm (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT alarm_pkey PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  reader text NOT NULL,
  account text,
  name text NOT NULL,
  reading bigint CONSTRAINT alarm_reading_fkey REFERENCES people.reading,
  persons integer NOT NULL,
  most integer,
  seen_by text,
  seen_at timestamptz,
  note text,
  CONSTRAINT alarm_kind_check CHECK (kind IN ('canary', 'unusual', 'budget')),
  CONSTRAINT alarm_seen_check CHECK ((seen_by IS NULL) = (seen_at IS NULL) AND (seen_by IS NULL) = (note IS NULL))
);
COMMENT ON TABLE people.alarm IS 'Reading that somebody must look into';
COMMENT ON COLUMN people.alarm.id IS 'Grows with time';
COMMENT ON COLUMN people.alarm.kind IS 'canary: such a person was shown; unusual: more than usual; budget: the reading was refused';
COMMENT ON COLUMN people.alarm.reader IS 'As in people.reading';
COMMENT ON COLUMN people.alarm.account IS 'As in people.reading';
COMMENT ON COLUMN people.alarm.name IS 'As in people.reading';
COMMENT ON COLUMN people.alarm.reading IS 'Id of the row in people.reading; empty when the reading was refused';
COMMENT ON COLUMN people.alarm.persons IS 'Canaries shown, persons or identifiers of the day or minute';
COMMENT ON COLUMN people.alarm.most IS 'The limit that was reached; empty for canaries, of whom there is none';
COMMENT ON COLUMN people.alarm.seen_by IS 'Who has looked into it, as the audit names him';
COMMENT ON COLUMN people.alarm.seen_at IS 'When he said so';
COMMENT ON COLUMN people.alarm.note IS 'What he found';

CALL platform.wall('people.reading', 'people.person_read', 'people.reader_day', 'people.canary', 'people.alarm');
