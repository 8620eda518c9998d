-- Who sits there, shown anew by what he has, and from where somebody read.
ALTER TABLE accounts.session ADD COLUMN confirmed_fully boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN accounts.session.confirmed_fully IS 'False when a code alone was shown last, which does not open what changes by what one signs in';

ALTER TABLE accounts.challenge DROP CONSTRAINT challenge_way_check;
ALTER TABLE accounts.challenge ADD CONSTRAINT challenge_way_check CHECK (way IN ('oidc', 'oidc-code', 'oidc-confirm', 'signature', 'signature-confirm'));
COMMENT ON COLUMN accounts.challenge.way IS 'oidc: a provider answers; oidc-code: it has, and the second factor is still asked; signature: a signature answers; -confirm: to show anew who one is';
COMMENT ON COLUMN accounts.challenge.account IS 'Which account links an identity, confirms who it is, or has still to give its code; empty when somebody signs in';
COMMENT ON COLUMN accounts.challenge.session IS 'In which session the linking or confirming was begun; it must still be in force';
COMMENT ON COLUMN accounts.challenge.link_sha256 IS 'The invitation that is followed by the provider or a signature';

CREATE INDEX external_identity_account_idx ON accounts.external_identity (account);
COMMENT ON COLUMN accounts.recovery_code.code_hash IS 'HMAC-SHA-256 under accounts.secret of a code of 118 bits';

ALTER TABLE people.reading ADD COLUMN came_from text;
COMMENT ON COLUMN people.reading.came_from IS 'Network address of the request, of the connection or by a trusted proxy''s word; empty for what no request began';
