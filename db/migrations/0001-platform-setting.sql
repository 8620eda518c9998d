-- The schema platform and its table of migrations are laid by platform/migrations.ts before the first file runs.
CREATE TABLE platform.setting (
  key text CONSTRAINT setting_pkey PRIMARY KEY,
  value jsonb NOT NULL
);
COMMENT ON TABLE platform.setting IS 'What this installation has settled once, such as whether its data is made up. Small, read at start.';
COMMENT ON COLUMN platform.setting.key IS 'Name of the setting, led by the room that owns it: demo.made-up.';
