-- Who may sign in, and what each may. No table here is for the reader's role: the gate alone reads them, before anybody is known.
CREATE SCHEMA accounts;
COMMENT ON SCHEMA accounts IS 'Accounts, their grants, and how their holders show who they are';

CREATE TABLE accounts.account (
  id text CONSTRAINT account_pkey PRIMARY KEY,
  sign_in text NOT NULL CONSTRAINT account_sign_in_key UNIQUE,
  name text NOT NULL,
  language text NOT NULL,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_step bigint NOT NULL DEFAULT 0,
  totp_pending text,
  last_sign_in_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  CONSTRAINT account_sign_in_check CHECK (sign_in = lower(sign_in) AND sign_in !~ '[0-9]{11}'),
  CONSTRAINT account_language_check CHECK (language IN ('kk', 'ru', 'en')),
  CONSTRAINT account_totp_check CHECK ((totp_secret IS NULL) = (totp_confirmed_at IS NULL))
);
COMMENT ON TABLE accounts.account IS 'One row for everybody who may sign in; never deleted, the audit names them';
COMMENT ON COLUMN accounts.account.id IS 'UUID v7';
COMMENT ON COLUMN accounts.account.sign_in IS 'The name to sign in by, in small letters; never a national identifier';
COMMENT ON COLUMN accounts.account.name IS 'As pages address the holder';
COMMENT ON COLUMN accounts.account.language IS 'Of the pages: kk, ru or en';
COMMENT ON COLUMN accounts.account.password_hash IS 'argon2id with its parameters, in PHC form; empty until an invitation was followed, or when another provider vouches';
COMMENT ON COLUMN accounts.account.totp_secret IS 'Second factor that is on, sealed under accounts.secret and bound to this account';
COMMENT ON COLUMN accounts.account.totp_confirmed_at IS 'When a first code of it was seen';
COMMENT ON COLUMN accounts.account.totp_step IS 'The last half minute (Unix seconds / 30) of which a code was taken: no code is taken twice';
COMMENT ON COLUMN accounts.account.totp_pending IS 'Sealed secret of a second factor that is being set up';
COMMENT ON COLUMN accounts.account.last_sign_in_at IS 'Of the latest session';
COMMENT ON COLUMN accounts.account.disabled_at IS 'Since then nothing of the account is taken';
COMMENT ON COLUMN accounts.account.created_at IS 'When the account was made';
COMMENT ON COLUMN accounts.account.created_by IS 'Who made it, as the audit names actors';

CREATE TABLE accounts.role_grant (
  id text CONSTRAINT role_grant_pkey PRIMARY KEY,
  account text NOT NULL CONSTRAINT role_grant_account_fkey REFERENCES accounts.account,
  role text NOT NULL,
  place integer,
  employer integer,
  given_at timestamptz NOT NULL,
  given_by text NOT NULL,
  taken_at timestamptz,
  taken_by text,
  CONSTRAINT role_grant_where CHECK ((role = 'employer') = (employer IS NOT NULL) AND (place IS NULL) = (employer IS NOT NULL)),
  CONSTRAINT role_grant_taken CHECK ((taken_at IS NULL) = (taken_by IS NULL))
);
COMMENT ON TABLE accounts.role_grant IS 'Roles given to accounts, each for a place and all that it covers or for one employer; taken away by a mark, never deleted';
COMMENT ON COLUMN accounts.role_grant.id IS 'UUID v7';
COMMENT ON COLUMN accounts.role_grant.account IS 'Who holds it';
COMMENT ON COLUMN accounts.role_grant.role IS 'A role of rooms/accounts/policy.ts; one that the program does not know grants nothing';
COMMENT ON COLUMN accounts.role_grant.place IS 'Code of a place, 0 the whole country; empty for an employer''s representative';
COMMENT ON COLUMN accounts.role_grant.employer IS 'Our own number of the employer represented';
COMMENT ON COLUMN accounts.role_grant.given_at IS 'Holds from then on';
COMMENT ON COLUMN accounts.role_grant.given_by IS 'Who gave it, as the audit names actors';
COMMENT ON COLUMN accounts.role_grant.taken_at IS 'Empty while it holds';
COMMENT ON COLUMN accounts.role_grant.taken_by IS 'Who took it away';
CREATE UNIQUE INDEX role_grant_held_key ON accounts.role_grant (account, role, coalesce(place, -1), coalesce(employer, -1)) WHERE taken_at IS NULL;

CREATE TABLE accounts.session (
  id text CONSTRAINT session_pkey PRIMARY KEY,
  token_sha256 text NOT NULL CONSTRAINT session_token_sha256_key UNIQUE,
  account text NOT NULL CONSTRAINT session_account_fkey REFERENCES accounts.account,
  how text NOT NULL,
  second_factor boolean NOT NULL,
  signed_in_at timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  idle_minutes smallint NOT NULL,
  idle_ends_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_why text,
  browser text NOT NULL,
  CONSTRAINT session_how_check CHECK (how IN ('password', 'totp', 'recovery-code', 'oidc', 'signature')),
  CONSTRAINT session_ended_check CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
COMMENT ON TABLE accounts.session IS 'One row a sign-in; ended by a mark, or by its times';
COMMENT ON COLUMN accounts.session.id IS 'UUID v7; it stays when the token changes';
COMMENT ON COLUMN accounts.session.token_sha256 IS 'SHA-256, in hex, of the random token in the cookie; the token itself is kept nowhere';
COMMENT ON COLUMN accounts.session.account IS 'Who signed in';
COMMENT ON COLUMN accounts.session.how IS 'What showed who it is';
COMMENT ON COLUMN accounts.session.second_factor IS 'Whether two factors were shown; roles that ask for it hold nothing without';
COMMENT ON COLUMN accounts.session.signed_in_at IS 'When it began';
COMMENT ON COLUMN accounts.session.confirmed_at IS 'When the holder last showed who he is; changes that matter want it recent';
COMMENT ON COLUMN accounts.session.last_seen_at IS 'Last request, to within ten seconds';
COMMENT ON COLUMN accounts.session.idle_minutes IS 'How long it may rest unused';
COMMENT ON COLUMN accounts.session.idle_ends_at IS 'Ends then unless it is used before';
COMMENT ON COLUMN accounts.session.ends_at IS 'Ends then at the latest';
COMMENT ON COLUMN accounts.session.ended_at IS 'When it was ended before its time';
COMMENT ON COLUMN accounts.session.ended_why IS 'signed-out, ended, password, second-factor, grants, disabled, link or replaced';
COMMENT ON COLUMN accounts.session.browser IS 'Browser and system in a few words, for its holder to recognise it';
CREATE INDEX session_account_idx ON accounts.session (account) WHERE ended_at IS NULL;

CREATE TABLE accounts.recovery_code (
  account text NOT NULL CONSTRAINT recovery_code_account_fkey REFERENCES accounts.account,
  code_hash text NOT NULL,
  made_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT recovery_code_pkey PRIMARY KEY (account, code_hash)
);
COMMENT ON TABLE accounts.recovery_code IS 'Codes for when the second factor is lost; new ones replace all that were there';
COMMENT ON COLUMN accounts.recovery_code.account IS 'Whose';
COMMENT ON COLUMN accounts.recovery_code.code_hash IS 'HMAC-SHA-256 under accounts.secret: a code is too short for a plain hash';
COMMENT ON COLUMN accounts.recovery_code.made_at IS 'When it was shown';
COMMENT ON COLUMN accounts.recovery_code.used_at IS 'Each is taken once';

CREATE TABLE accounts.attempt (
  key text CONSTRAINT attempt_pkey PRIMARY KEY,
  tries integer NOT NULL,
  last_at timestamptz NOT NULL,
  locked_until timestamptz
);
CREATE INDEX attempt_last_at_idx ON accounts.attempt (last_at);
COMMENT ON TABLE accounts.attempt IS 'How often somebody has tried to sign in under a name or from a network, names that do not exist among them';
COMMENT ON COLUMN accounts.attempt.key IS 'Keyed hash of the name, or of the first 24 (IPv6: 64) bits of the address';
COMMENT ON COLUMN accounts.attempt.tries IS 'Tries since the last success or quarter of an hour without any; counted before they are judged';
COMMENT ON COLUMN accounts.attempt.last_at IS 'Of the last one that was judged';
COMMENT ON COLUMN accounts.attempt.locked_until IS 'No try is judged before';

CREATE TABLE accounts.token (
  id text CONSTRAINT token_pkey PRIMARY KEY,
  token_sha256 text NOT NULL CONSTRAINT token_token_sha256_key UNIQUE,
  account text NOT NULL CONSTRAINT token_account_fkey REFERENCES accounts.account,
  name text NOT NULL,
  permissions text[] NOT NULL,
  second_factor boolean NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT token_year CHECK (expires_at <= created_at + interval '366 days')
);
COMMENT ON TABLE accounts.token IS 'API tokens: programs that act for an account with some of its permissions';
COMMENT ON COLUMN accounts.token.id IS 'UUID v7';
COMMENT ON COLUMN accounts.token.token_sha256 IS 'SHA-256, in hex, of the token; it was shown once and is kept nowhere';
COMMENT ON COLUMN accounts.token.account IS 'For whom it acts, with what grants hold at each request';
COMMENT ON COLUMN accounts.token.name IS 'What its owner calls it';
COMMENT ON COLUMN accounts.token.permissions IS 'It is held to these';
COMMENT ON COLUMN accounts.token.second_factor IS 'Whether two factors were shown by who made it; roles that ask for it hold nothing without';
COMMENT ON COLUMN accounts.token.created_at IS 'When it was made';
COMMENT ON COLUMN accounts.token.expires_at IS 'A year after it was made at the latest';
COMMENT ON COLUMN accounts.token.last_used_at IS 'To within ten seconds';
COMMENT ON COLUMN accounts.token.ended_at IS 'When it was ended before its time';
CREATE INDEX token_account_idx ON accounts.token (account) WHERE ended_at IS NULL;

CREATE TABLE accounts.link (
  token_sha256 text CONSTRAINT link_pkey PRIMARY KEY,
  purpose text NOT NULL,
  account text CONSTRAINT link_account_fkey REFERENCES accounts.account,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  void_at timestamptz,
  CONSTRAINT link_purpose_check CHECK (purpose IN ('set-up', 'invitation', 'reset') AND (purpose = 'set-up') = (account IS NULL))
);
COMMENT ON TABLE accounts.link IS 'One-time links: the first administrator, a first password, a new password';
COMMENT ON COLUMN accounts.link.token_sha256 IS 'SHA-256, in hex, of the random token behind the # of the link';
COMMENT ON COLUMN accounts.link.purpose IS 'set-up, invitation or reset';
COMMENT ON COLUMN accounts.link.account IS 'Whose password it sets; empty for the first administrator, who has no account yet';
COMMENT ON COLUMN accounts.link.made_at IS 'When it was made';
COMMENT ON COLUMN accounts.link.made_by IS 'Who made it, as the audit names actors';
COMMENT ON COLUMN accounts.link.expires_at IS 'Void from then on';
COMMENT ON COLUMN accounts.link.used_at IS 'It is taken once';
COMMENT ON COLUMN accounts.link.void_at IS 'When a newer one replaced it, or its account was disabled';

CREATE TABLE accounts.external_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  account text NOT NULL CONSTRAINT external_identity_account_fkey REFERENCES accounts.account,
  linked_at timestamptz NOT NULL,
  linked_by text NOT NULL,
  CONSTRAINT external_identity_pkey PRIMARY KEY (issuer, subject)
);
COMMENT ON TABLE accounts.external_identity IS 'Under which names other providers know an account';
COMMENT ON COLUMN accounts.external_identity.issuer IS 'Address of an OpenID provider, or signature for the national e-signature';
COMMENT ON COLUMN accounts.external_identity.subject IS 'As the provider names the holder; of an e-signature only a keyed hash of its IIN';
COMMENT ON COLUMN accounts.external_identity.account IS 'Whom it signs in';
COMMENT ON COLUMN accounts.external_identity.linked_at IS 'Since when';
COMMENT ON COLUMN accounts.external_identity.linked_by IS 'Who vouched for it, as the audit names actors';

CREATE TABLE accounts.secret (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT secret_single CHECK (single),
  sealed text NOT NULL
);
COMMENT ON TABLE accounts.secret IS 'One random secret, under which second factors are sealed and codes, names and foreign subjects are hashed; one row';
COMMENT ON COLUMN accounts.secret.sealed IS 'Sealed under the vault''s keys: when those are rotated this alone is sealed anew';
