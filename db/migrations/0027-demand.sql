-- How sought the promised jobs are: the people whom registers know for them.
CREATE SCHEMA demand;
COMMENT ON SCHEMA demand IS 'Posts against people (docs/demand.md)';

CREATE TABLE demand.people (
  region integer NOT NULL,
  occupation text COLLATE "C" NOT NULL,
  free integer NOT NULL,
  working integer NOT NULL,
  hired integer NOT NULL,
  CONSTRAINT people_key PRIMARY KEY (region, occupation)
);
COMMENT ON TABLE demand.people IS 'People of an occupation in a region at the end of the latest month with figures; read into memory by the system, told in tens and more only';
COMMENT ON COLUMN demand.people.occupation IS 'Two digits of the classifier';
COMMENT ON COLUMN demand.people.free IS 'Of working age, with a last job in the occupation, and now without contract and contribution; where they live';
COMMENT ON COLUMN demand.people.working IS 'With a contract in force at a workplace of the region';
COMMENT ON COLUMN demand.people.hired IS 'With a contract there that began in the twelve months before';
CALL platform.wall('demand.people');

GRANT USAGE ON SCHEMA demand TO jumys_server;
GRANT SELECT, INSERT, DELETE ON demand.people TO jumys_server;
