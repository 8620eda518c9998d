-- The audit: one line for every change that people make, in the transaction of the change. Lines are only ever added, each
-- holds the hash of the one before it, and checkpoints signed outside of the database say what the chain was (docs/audit.md).
-- The record is kept as the text that was hashed; what one looks lines up by is generated from it and cannot say otherwise.
CREATE TABLE platform.audit_line (
  seq bigint CONSTRAINT audit_line_pkey PRIMARY KEY CONSTRAINT audit_line_seq CHECK (seq > 0),
  prev text NOT NULL,
  record text NOT NULL,
  hash text NOT NULL,
  at text GENERATED ALWAYS AS (record::jsonb ->> 'at') STORED,
  actor text GENERATED ALWAYS AS (record::jsonb ->> 'actor') STORED,
  what text GENERATED ALWAYS AS (record::jsonb ->> 'what') STORED
);
CREATE INDEX audit_line_what ON platform.audit_line (what, seq);
CREATE INDEX audit_line_actor ON platform.audit_line (actor, seq);
COMMENT ON TABLE platform.audit_line IS 'What people did, in the order in which it was committed. Written only by platform/audit.ts; nobody may alter a line';
COMMENT ON COLUMN platform.audit_line.seq IS '1, 2, 3 and so on, without gaps';
COMMENT ON COLUMN platform.audit_line.prev IS 'Hash of the line before, 64 zeros for the first';
COMMENT ON COLUMN platform.audit_line.record IS 'Who did what, as canonical JSON (RFC 8785); docs/audit.md lists its fields';
COMMENT ON COLUMN platform.audit_line.hash IS 'SHA-256 of seq, prev and record, in hex; docs/audit.md says how';
COMMENT ON COLUMN platform.audit_line.at IS 'Instant as the record has it: 2026-11-22T03:28:52.123Z';
COMMENT ON COLUMN platform.audit_line.actor IS 'Who did it: sign-in name, or kind of actor';
COMMENT ON COLUMN platform.audit_line.what IS 'A word such as import-accepted';

CREATE TABLE platform.audit_checkpoint (
  size bigint CONSTRAINT audit_checkpoint_pkey PRIMARY KEY,
  sealed_at timestamptz NOT NULL,
  note text NOT NULL
);
COMMENT ON TABLE platform.audit_checkpoint IS 'Copies of the checkpoints, for download: those that count lie in a file outside of the database';
COMMENT ON COLUMN platform.audit_checkpoint.size IS 'How many lines it seals: the seq of the last of them';
COMMENT ON COLUMN platform.audit_checkpoint.sealed_at IS 'When it was signed';
COMMENT ON COLUMN platform.audit_checkpoint.note IS 'The checkpoint as it was signed: a C2SP signed note';

-- A reader adds lines (what he read, for what purpose) and sees of the others only what his own line must hold.
GRANT SELECT (seq, hash), INSERT (seq, prev, record, hash) ON platform.audit_line TO jumys_reader;
-- Not even the owner, until he grants himself the right: no statement of this program alters a line by mistake.
REVOKE UPDATE, DELETE, TRUNCATE ON platform.audit_line, platform.audit_checkpoint FROM PUBLIC, CURRENT_USER;
