-- Who may see rows of projects: the places that cover the project or a pledge of it, and the employers that own or promise.
ALTER TABLE projects.project ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
ALTER TABLE projects.investment ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
ALTER TABLE projects.participant ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN projects.project.seen_by IS 'Places that cover the project or a pledge of it, up to 0 for the country, and minus the numbers of its owner and of the employers that pledge';
COMMENT ON COLUMN projects.investment.seen_by IS 'As of its project';
COMMENT ON COLUMN projects.participant.seen_by IS 'As of its project';

GRANT USAGE ON SCHEMA projects TO jumys_reader;
CALL platform.wall('projects.project', 'projects.investment', 'projects.participant');
