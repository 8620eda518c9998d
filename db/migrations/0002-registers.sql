-- Every import of a register file. Its rows lie in Parquet files that this table alone makes visible: a row here is written
-- in the transaction that ends an import, or not at all.
CREATE SCHEMA registers;
COMMENT ON SCHEMA registers IS 'Register files: what came, when, from whom, and what was rejected';

CREATE TABLE registers.import (
  id text PRIMARY KEY,
  ordinal integer NOT NULL CONSTRAINT import_ordinal_key UNIQUE,
  register text NOT NULL,
  file text NOT NULL,
  sha256 text,
  bytes bigint,
  as_of date,
  by_whom text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  seconds numeric(10,3) NOT NULL,
  records bigint NOT NULL,
  accepted bigint NOT NULL,
  rejected bigint NOT NULL,
  duplicates bigint NOT NULL,
  superseded bigint NOT NULL,
  refused_code text,
  refused_facts jsonb,
  made_up boolean NOT NULL,
  draft text,
  CONSTRAINT import_conserves CHECK (records = accepted + rejected + duplicates),
  CONSTRAINT import_refused CHECK (refused_code IS NULL OR records = 0)
);
COMMENT ON TABLE registers.import IS 'Imports, refused ones among them; append only';
COMMENT ON COLUMN registers.import.id IS 'UUID v7';
COMMENT ON COLUMN registers.import.ordinal IS 'Counts imports from 1; with the line it names a kept row. Unique: of two imports that compared themselves with the same rows one fails';
COMMENT ON COLUMN registers.import.file IS 'File name without folder, identifiers masked';
COMMENT ON COLUMN registers.import.sha256 IS 'Of the bytes of the file as it came';
COMMENT ON COLUMN registers.import.as_of IS 'Cut-off of the extract as told; it filters nothing';
COMMENT ON COLUMN registers.import.records IS 'Physical records, counted by a reader of their own';
COMMENT ON COLUMN registers.import.duplicates IS 'Rows already held or earlier in the file: same key, every field the same text';
COMMENT ON COLUMN registers.import.superseded IS 'Rows, of this import or earlier ones, that it showed not to be the current row of their fact: superseded/<register>/<id>.parquet lists them by ordinal and line';
COMMENT ON COLUMN registers.import.refused_code IS 'Why the whole file was refused; nothing of it is kept';
COMMENT ON COLUMN registers.import.rejected IS 'Records with a reject each in registers.reject';
COMMENT ON COLUMN registers.import.refused_facts IS 'What the refusal names: column, line, limit, …; never an identifier';
COMMENT ON COLUMN registers.import.made_up IS 'Demonstration data';
COMMENT ON COLUMN registers.import.draft IS 'Id of the approved draft in projects.draft whose row this is; empty for files';
-- A draft becomes a row once, however often its file is imported.
CREATE UNIQUE INDEX import_draft_key ON registers.import (draft) WHERE accepted > 0;

CREATE TABLE registers.reject (
  import_id text NOT NULL,
  line bigint NOT NULL,
  column_name text NOT NULL,
  code text NOT NULL,
  value text NOT NULL,
  CONSTRAINT reject_key PRIMARY KEY (import_id, line)
);
COMMENT ON TABLE registers.reject IS 'One row a rejected record; append only';
COMMENT ON COLUMN registers.reject.line IS 'The line on which the record begins; the header is line 1';
COMMENT ON COLUMN registers.reject.column_name IS 'First failing column in the order of the format; empty for columns and encoding';
COMMENT ON COLUMN registers.reject.value IS 'Identifiers masked, control characters made visible, cut to 200 characters';

CREATE TABLE registers.unresolved (
  register text NOT NULL,
  column_name text NOT NULL,
  refers_to text NOT NULL,
  codes bigint NOT NULL,
  rows bigint NOT NULL,
  examples text[] NOT NULL,
  CONSTRAINT unresolved_key PRIMARY KEY (register, column_name)
);
COMMENT ON TABLE registers.unresolved IS 'References of current rows to what no register row describes yet; replaced at each computation';
COMMENT ON COLUMN registers.unresolved.refers_to IS 'The register that would describe it';
COMMENT ON COLUMN registers.unresolved.rows IS 'Current rows that refer to them';
COMMENT ON COLUMN registers.unresolved.codes IS 'How many different ones';
COMMENT ON COLUMN registers.unresolved.examples IS 'A few of them; never identifiers';
