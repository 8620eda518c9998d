-- Ways in that another provider, or a signature, answers for: what was sent out waits here for its answer.
CREATE TABLE accounts.challenge (
  token_sha256 text CONSTRAINT challenge_pkey PRIMARY KEY,
  way text NOT NULL,
  browser_sha256 text,
  account text CONSTRAINT challenge_account_fkey REFERENCES accounts.account,
  session text CONSTRAINT challenge_session_fkey REFERENCES accounts.session ON DELETE CASCADE,
  link_sha256 text CONSTRAINT challenge_link_fkey REFERENCES accounts.link,
  network text NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT challenge_way_check CHECK (way IN ('oidc', 'oidc-code', 'signature')),
  CONSTRAINT challenge_for_check CHECK (account IS NULL OR link_sha256 IS NULL)
);
COMMENT ON TABLE accounts.challenge IS 'What was sent to a provider or to a signer and waits for its answer; taken once and removed then, or soon after its time';
COMMENT ON COLUMN accounts.challenge.token_sha256 IS 'SHA-256, in hex, of the random state or of the content to sign; neither is kept';
COMMENT ON COLUMN accounts.challenge.way IS 'oidc: a provider answers; oidc-code: it has, and the second factor is still asked; signature: a signature answers';
COMMENT ON COLUMN accounts.challenge.browser_sha256 IS 'SHA-256, in hex, of the cookie of the browser that must bring the answer; empty for a signature';
COMMENT ON COLUMN accounts.challenge.account IS 'Which account links an identity, or has still to give its code; empty when somebody signs in';
COMMENT ON COLUMN accounts.challenge.session IS 'In which session the linking was begun; it must still be in force';
COMMENT ON COLUMN accounts.challenge.link_sha256 IS 'The invitation that is followed through the provider';
COMMENT ON COLUMN accounts.challenge.network IS 'Keyed hash of where it was asked for: a network may have only so many open';
COMMENT ON COLUMN accounts.challenge.expires_at IS 'Void from then on';
CREATE INDEX challenge_network_idx ON accounts.challenge (network);
CREATE INDEX challenge_expires_at_idx ON accounts.challenge (expires_at);
