-- Projects and those around them: current rows of the registers, replaced whenever an import touches them.
CREATE SCHEMA projects;
COMMENT ON SCHEMA projects IS 'Projects, their money and who takes part';

CREATE TABLE projects.project (
  project_id text COLLATE "C" PRIMARY KEY,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text,
  kind text NOT NULL,
  programme text,
  funding text,
  sector text NOT NULL,
  section text,
  owner integer NOT NULL,
  place integer NOT NULL,
  stage text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  investment bigint NOT NULL,
  foreign_share integer,
  office text NOT NULL
);
COMMENT ON TABLE projects.project IS 'Current rows of the register projects';
COMMENT ON COLUMN projects.project.section IS 'Section letter of the sector';
COMMENT ON COLUMN projects.project.investment IS 'Tiyn, whole project as promised';
COMMENT ON COLUMN projects.project.foreign_share IS 'Ten-thousandths';
COMMENT ON COLUMN projects.project.office IS 'Who answers for it';

CREATE TABLE projects.investment (
  project_id text COLLATE "C" NOT NULL,
  month integer NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT investment_key PRIMARY KEY (project_id, month)
);
COMMENT ON TABLE projects.investment IS 'Money put in, by month; tiyn';

CREATE TABLE projects.participant (
  project_id text COLLATE "C" NOT NULL,
  employer integer NOT NULL,
  role text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  CONSTRAINT participant_key PRIMARY KEY (project_id, employer)
);
COMMENT ON TABLE projects.participant IS 'Who takes part in a project, in which role and when';
