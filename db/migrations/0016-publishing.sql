-- What is public: releases, never changed once made. Nothing here stands for a person or a small group of them, so that whoever
-- may read the database as jumys_reader may read all of it.
CREATE SCHEMA publishing;
COMMENT ON SCHEMA publishing IS 'Releases of the closed cube: the only figures that the public sees';

CREATE TABLE publishing.release (
  number integer PRIMARY KEY,
  at timestamptz NOT NULL,
  by_whom text NOT NULL,
  computation text NOT NULL,
  definition text NOT NULL,
  method text NOT NULL,
  first_month integer NOT NULL,
  last_month integer NOT NULL,
  made_up boolean NOT NULL,
  sums text NOT NULL,
  signature text NOT NULL,
  public_key text NOT NULL,
  key_changes jsonb NOT NULL,
  CONSTRAINT release_months CHECK (first_month <= last_month)
);
COMMENT ON TABLE publishing.release IS 'One row a release; a later one corrects an earlier one, which stays';
COMMENT ON COLUMN publishing.release.number IS 'Counted from 1';
COMMENT ON COLUMN publishing.release.definition IS 'Version of docs/evidence.md';
COMMENT ON COLUMN publishing.release.method IS 'Version of the disclosure control, docs/open-data.md';
COMMENT ON COLUMN publishing.release.first_month IS 'First and, beside it, last of its months';
COMMENT ON COLUMN publishing.release.last_month IS 'Latest closed month when it was made';
COMMENT ON COLUMN publishing.release.made_up IS 'Whether the country is made up';
COMMENT ON COLUMN publishing.release.sums IS 'SHA-256 and name of each file, as sha256sum writes them, after a line that names the release';
COMMENT ON COLUMN publishing.release.signature IS 'Of sums, Ed25519, base64';
COMMENT ON COLUMN publishing.release.public_key IS 'With which the signature is verified, PEM';
COMMENT ON COLUMN publishing.release.key_changes IS 'How that key follows from the first one, each vouched for by the one before: [{from, key, signature}]';

CREATE TABLE publishing.file (
  number integer NOT NULL REFERENCES publishing.release (number),
  file text NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT file_key PRIMARY KEY (number, file)
);
COMMENT ON TABLE publishing.file IS 'The files of each release, byte for byte as they are downloaded';
COMMENT ON COLUMN publishing.file.number IS 'Of the release';
COMMENT ON COLUMN publishing.file.content IS 'The bytes whose SHA-256 stands in publishing.release.sums';

CREATE TABLE publishing.secret (
  single boolean PRIMARY KEY DEFAULT true,
  dither bytea NOT NULL,
  CONSTRAINT secret_single CHECK (single)
);
COMMENT ON TABLE publishing.secret IS 'What the rounding of published counts hangs on: whoever knew it could tell rounded counts more narrowly';
COMMENT ON COLUMN publishing.secret.dither IS '32 random bytes, made with the first release and kept for ever';

GRANT USAGE ON SCHEMA publishing TO jumys_reader;
GRANT SELECT ON publishing.release, publishing.file TO jumys_reader;
