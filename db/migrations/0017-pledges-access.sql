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
CALL platform.wall('pledges.pledge', 'pledges.passport', 'pledges.revision', 'pledges.spell');
-- These are read into memory by the system and answered from there, narrowed to what the reader may see.
CALL platform.wall('pledges.figure', 'pledges.stack_figure', 'pledges.two_jobs', 'pledges.self_employed');
