-- Places as the pages name them: the built-in regions and districts and what the operator imported over them.
CREATE SCHEMA reference;
COMMENT ON SCHEMA reference IS 'Classifiers that change with an import; those that change with the program are in its files';

CREATE TABLE reference.place (
  kato integer CONSTRAINT place_pkey PRIMARY KEY,
  parent integer,
  level smallint NOT NULL,
  name_kk text,
  name_ru text NOT NULL,
  name_en text,
  valid_from date,
  valid_to date,
  CONSTRAINT place_kato_check CHECK (kato BETWEEN 0 AND 999999999),
  CONSTRAINT place_level_check CHECK (level BETWEEN 0 AND 5),
  CONSTRAINT place_parent_check CHECK ((parent IS NULL) = (kato = 0) AND parent < kato)
);
COMMENT ON TABLE reference.place IS 'Every place known, those of the past too, and the whole country as 0; replaced whole when places are imported';
COMMENT ON COLUMN reference.place.kato IS 'Code of the state classifier of territories, nine digits when printed';
COMMENT ON COLUMN reference.place.parent IS 'The place above by rule 1 of the evidence; 0 above a region, empty for the country';
COMMENT ON COLUMN reference.place.level IS '0 country, 1 region, 2 district or city, 3 rural district or city district, 4 village or settlement, 5 a place under a village: how many parts of the code are filled. A city district of a region that is a city stands straight under it';
COMMENT ON COLUMN reference.place.name_kk IS 'Names are those of the latest validity; empty where the classifier has none in that language';
COMMENT ON COLUMN reference.place.valid_from IS 'First day of the code under any name; empty when it is not known or before all registers';
COMMENT ON COLUMN reference.place.valid_to IS 'Last day of the code, included; empty while it is in force';
CREATE INDEX place_parent_idx ON reference.place (parent);
