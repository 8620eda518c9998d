-- Who may see rows of projects: the places that cover the project or a pledge of it, and the employers that own or promise.
ALTER TABLE projects.project ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
ALTER TABLE projects.investment ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
ALTER TABLE projects.participant ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN projects.project.seen_by IS 'Places that cover the project or a pledge of it, up to 0 for the country, and minus the numbers of its owner and of the employers that pledge';
COMMENT ON COLUMN projects.investment.seen_by IS 'As of its project';
COMMENT ON COLUMN projects.participant.seen_by IS 'As of its project';

GRANT USAGE ON SCHEMA projects TO jumys_reader;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['project', 'investment', 'participant'] LOOP
    EXECUTE format('ALTER TABLE projects.%1$I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system_work ON projects.%1$I USING (platform.is_system())', name);
    EXECUTE format('CREATE POLICY readers ON projects.%1$I FOR SELECT TO jumys_reader USING (platform.may_see(seen_by))', name);
    EXECUTE format('GRANT SELECT ON projects.%1$I TO jumys_reader', name);
  END LOOP;
END $$;
