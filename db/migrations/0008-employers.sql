-- Employers that projects and pledges name: current rows of the register, replaced whenever an import touches them.
CREATE SCHEMA employers;
COMMENT ON SCHEMA employers IS 'Employers, identity and affiliation';

CREATE TABLE employers.employer (
  employer integer PRIMARY KEY,
  name text,
  sector text,
  place integer,
  one integer NOT NULL,
  kin integer NOT NULL
);
COMMENT ON TABLE employers.employer IS 'Employers that a project, a pledge or a participation names; current rows';
COMMENT ON COLUMN employers.employer.employer IS 'Our own number; who it is nobody but the vault knows';
COMMENT ON COLUMN employers.employer.name IS 'As registered; empty when no row is held and for sole entrepreneurs, whose name is personal data';
COMMENT ON COLUMN employers.employer.one IS 'The employer it is one with, through head and successor';
COMMENT ON COLUMN employers.employer.kin IS 'Its group, through parent too';
