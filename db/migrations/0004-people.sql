-- The vault knows which national identifier each of our numbers stands for. The identifiers lie in sealed files beside the
-- registers' rows; here is only which of those files count, and a value by which a wrong key is found out.
CREATE SCHEMA people;
COMMENT ON SCHEMA people IS 'Persons and employers under numbers of our own';

CREATE TABLE people.vault_file (
  id text PRIMARY KEY,
  first_number integer NOT NULL,
  last_number integer NOT NULL,
  mac text NOT NULL,
  CONSTRAINT vault_file_first_number_key UNIQUE (first_number),
  CONSTRAINT vault_file_numbers CHECK (last_number >= first_number)
);
COMMENT ON TABLE people.vault_file IS 'Files of the vault that count: vault/<version of the keys>/<id>.parquet; the import that met the identifiers first made it';
COMMENT ON COLUMN people.vault_file.id IS 'Id of that import';
COMMENT ON COLUMN people.vault_file.first_number IS 'Numbers are dense: each file goes on where the last ended. Unique: of two imports that start from the same numbers one fails';

COMMENT ON COLUMN people.vault_file.mac IS 'HMAC-SHA-256 over both numbers and the bytes of the file, under a key outside of database and data folder: a file that was changed is refused';

CREATE TABLE people.key_check (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT key_check_single CHECK (single),
  version integer NOT NULL,
  owner text NOT NULL,
  value text NOT NULL
);
COMMENT ON TABLE people.key_check IS 'A keyed hash of a constant, one row: another key gives another value';
COMMENT ON COLUMN people.key_check.version IS 'Version of the key that all files of the vault are sealed under; a rotation changes it together with them';
COMMENT ON COLUMN people.key_check.owner IS 'The name by which the key file knows this database; empty when the key was put there by hand';
