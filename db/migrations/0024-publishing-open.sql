-- Certificates of kept promises: a ledger. Whoever holds a number may ask what it certifies; nobody may list them.
CREATE TABLE publishing.certificate (
  number text PRIMARY KEY,
  pledge_id text COLLATE "C" NOT NULL,
  month integer NOT NULL,
  verdict text NOT NULL,
  credited bigint NOT NULL,
  jobs bigint NOT NULL,
  due_on date NOT NULL,
  language text NOT NULL,
  definition text NOT NULL,
  sha256 text NOT NULL,
  pdf bytea NOT NULL,
  issued_at timestamptz NOT NULL,
  issued_by text NOT NULL,
  CONSTRAINT certificate_once UNIQUE (pledge_id, month, verdict, credited, jobs, due_on, language, definition),
  CONSTRAINT certificate_verdict CHECK (verdict IN ('kept', 'substantially-kept', 'held'))
);
COMMENT ON TABLE publishing.certificate IS 'Issued certificates of fulfilment, one for each state of the evidence and language; added to, never changed';
COMMENT ON COLUMN publishing.certificate.number IS '128 random bits in 26 letters and digits: who knows it was given it';
COMMENT ON COLUMN publishing.certificate.month IS 'The month that settled the verdict, year * 12 + month - 1';
COMMENT ON COLUMN publishing.certificate.verdict IS 'kept, substantially-kept or held (rule 15)';
COMMENT ON COLUMN publishing.certificate.language IS 'In which it is written: kk, ru or en';
COMMENT ON COLUMN publishing.certificate.issued_at IS 'The date of the PDF, too';
COMMENT ON COLUMN publishing.certificate.credited IS 'Jobs that the verdict rests on; a certificate is superseded when they are others now';
COMMENT ON COLUMN publishing.certificate.jobs IS 'As promised when it was issued';
COMMENT ON COLUMN publishing.certificate.due_on IS 'As promised when it was issued';
COMMENT ON COLUMN publishing.certificate.definition IS 'Version of docs/evidence.md';
COMMENT ON COLUMN publishing.certificate.sha256 IS 'Of the PDF, in hex';
COMMENT ON COLUMN publishing.certificate.pdf IS 'The PDF, byte for byte as it was handed out';
COMMENT ON COLUMN publishing.certificate.issued_by IS 'As the audit names whoever asked first';

ALTER TABLE publishing.certificate ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_work ON publishing.certificate USING (platform.is_system());
