-- Who may see rows of pledges: the places that cover the pledge, and its employer. Spells of other employers that take part in
-- the project are seen by their own employers, not by the one that pledged.
ALTER TABLE pledges.pledge ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
ALTER TABLE pledges.passport ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
ALTER TABLE pledges.revision ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
ALTER TABLE pledges.spell ADD COLUMN seen_by integer[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN pledges.pledge.seen_by IS 'Places that cover it, up to 0 for the country, and minus the numbers of its employer, as named and as one';
COMMENT ON COLUMN pledges.passport.seen_by IS 'As of its pledge';
COMMENT ON COLUMN pledges.revision.seen_by IS 'As of its pledge when the figure changed';
COMMENT ON COLUMN pledges.spell.seen_by IS 'Places that cover the pledge, and minus the number of the employer whose spell it is';

GRANT USAGE ON SCHEMA pledges TO jumys_reader;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['pledge', 'passport', 'revision', 'spell'] LOOP
    EXECUTE format('CREATE POLICY readers ON pledges.%1$I FOR SELECT TO jumys_reader USING (platform.may_see(seen_by))', name);
    EXECUTE format('GRANT SELECT ON pledges.%1$I TO jumys_reader', name);
  END LOOP;
  -- The others are read into memory by the system and answered from there, narrowed to what the reader may see.
  FOREACH name IN ARRAY ARRAY['pledge', 'passport', 'revision', 'spell', 'figure', 'stack_figure', 'two_jobs', 'self_employed'] LOOP
    EXECUTE format('ALTER TABLE pledges.%1$I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system_work ON pledges.%1$I USING (platform.is_system())', name);
  END LOOP;
END $$;
