-- The second wall. Whoever reads for somebody takes the role jumys_reader for the length of one transaction and says where
-- that somebody may look (platform/access.ts); policies on the rows let nothing else through. Tables with rows of a territory
-- or of persons force their policies on their owner too: a statement that says nothing sees nothing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jumys_reader') THEN
    CREATE ROLE jumys_reader NOLOGIN;
  END IF;
  IF NOT pg_has_role(current_user, 'jumys_reader', 'MEMBER') THEN
    EXECUTE format('GRANT jumys_reader TO %I', current_user);
  END IF;
  -- What a role that serves may do where it is another than the owner of the tables: 0030 and the migrations of other tables say.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jumys_server') THEN
    CREATE ROLE jumys_server NOLOGIN;
  END IF;
END $$;

-- Where the reader of this transaction may look: places as they are, employers as negative numbers; no rows when it is not said.
CREATE FUNCTION platform.may_see(seen_by integer[]) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(seen_by && string_to_array(nullif(current_setting('jumys.scope', true), ''), ',')::integer[], false);
COMMENT ON FUNCTION platform.may_see IS 'Whether a row that these places and employers see is within the scope of the transaction';

-- The system's own work: imports, computations, and what is read into memory for everybody.
CREATE FUNCTION platform.is_system() RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('jumys.system', true) = 'on', false);
COMMENT ON FUNCTION platform.is_system IS 'Whether the transaction is the system''s own work';

-- What a migration calls for tables with rows of a territory or of persons: their policies are forced, the system's own work sees
-- every row, and where rows say by `seen_by integer[]` who may see them, readers see theirs.
CREATE PROCEDURE platform.wall(VARIADIC tables regclass[])
  LANGUAGE plpgsql AS $$
DECLARE
  one regclass;
BEGIN
  FOREACH one IN ARRAY tables LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', one);
    EXECUTE format('CREATE POLICY system_work ON %s USING (platform.is_system())', one);
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = one AND attname = 'seen_by' AND atttypid = 'integer[]'::regtype AND NOT attisdropped) THEN
      EXECUTE format('CREATE POLICY readers ON %s FOR SELECT TO jumys_reader USING (platform.may_see(seen_by))', one);
      EXECUTE format('GRANT SELECT ON %s TO jumys_reader', one);
    END IF;
  END LOOP;
END $$;
COMMENT ON PROCEDURE platform.wall IS 'Lays the second wall over tables: row-level security, forced, with the policies of all';
REVOKE EXECUTE ON PROCEDURE platform.wall FROM PUBLIC;

GRANT USAGE ON SCHEMA platform TO jumys_reader;
