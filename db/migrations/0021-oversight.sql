-- What people decide, order and contest about promises. Nothing here alters the evidence, and no row is changed once it says
-- something: a later row supersedes it. Rows are seen from the places and employers that they concern (platform/access.ts).
CREATE SCHEMA oversight;
COMMENT ON SCHEMA oversight IS 'Acting on promises: cures and waivers, orders, objections, and who was told of what';

CREATE TABLE oversight.decision (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT decision_pkey PRIMARY KEY,
  pledge_id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  office text NOT NULL,
  reason text NOT NULL,
  decided_on date NOT NULL,
  until date,
  jobs bigint,
  ends integer CONSTRAINT decision_ends_key UNIQUE CONSTRAINT decision_ends_fkey REFERENCES oversight.decision,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL,
  seen_by integer[] NOT NULL,
  CONSTRAINT decision_kind_check CHECK (kind IN ('cure', 'waiver', 'withdrawal')),
  CONSTRAINT decision_until_check CHECK ((kind = 'cure') = (until IS NOT NULL)),
  CONSTRAINT decision_jobs_check CHECK ((kind = 'waiver') = (jobs IS NOT NULL) AND jobs > 0),
  CONSTRAINT decision_ends_check CHECK (kind <> 'withdrawal' OR ends IS NOT NULL)
);
CREATE INDEX decision_pledge_idx ON oversight.decision (pledge_id);
COMMENT ON TABLE oversight.decision IS 'Cures and waivers of pledges (rule 15), and their withdrawals; a decision is in force until another one ends it';
COMMENT ON COLUMN oversight.decision.id IS 'Grows with time';
COMMENT ON COLUMN oversight.decision.kind IS 'cure: a later day by which the pledge may still be kept; waiver: so many jobs are let off; withdrawal: ends another one';
COMMENT ON COLUMN oversight.decision.office IS 'Who decided, as the paper names it';
COMMENT ON COLUMN oversight.decision.reason IS 'Why, in the words of the decision';
COMMENT ON COLUMN oversight.decision.decided_on IS 'Day of the decision; it may be entered later';
COMMENT ON COLUMN oversight.decision.until IS 'Of a cure: the day by which the pledge may still be kept';
COMMENT ON COLUMN oversight.decision.jobs IS 'Of a waiver: how many jobs are let off';
COMMENT ON COLUMN oversight.decision.ends IS 'The decision that it supersedes or withdraws; each is ended once';
COMMENT ON COLUMN oversight.decision.actor_kind IS 'Of actor (kernel/actor.ts): what a visitor of the made-up country did is told apart by it';
COMMENT ON COLUMN oversight.decision.account IS 'Id in accounts.account; empty for those without one';
COMMENT ON COLUMN oversight.decision.seen_by IS 'As of its pledge, followed when the pledge moves';

CREATE TABLE oversight.given_order (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT given_order_pkey PRIMARY KEY,
  subject_kind text,
  subject text,
  wording text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL,
  overdue_at timestamptz,
  from_place integer NOT NULL,
  role text,
  to_place integer,
  to_employer integer,
  answerers integer[] NOT NULL,
  given_at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL,
  seen_by integer[] NOT NULL,
  CONSTRAINT given_order_subject_check CHECK ((subject_kind IS NULL) = (subject IS NULL) AND subject_kind IN ('pledge', 'project', 'place')),
  CONSTRAINT given_order_to_check CHECK ((to_place IS NULL) <> (to_employer IS NULL)),
  CONSTRAINT given_order_state_check CHECK (state IN ('given', 'read', 'answered', 'returned', 'accepted', 'closed'))
);
COMMENT ON TABLE oversight.given_order IS 'Orders: from the ministry to an akimat, from an akimat to those below it or to an employer; what became of each stands in order_step';
COMMENT ON COLUMN oversight.given_order.id IS 'Its number, grows with time';
COMMENT ON COLUMN oversight.given_order.subject_kind IS 'What it is about: pledge, project or place; empty when about none';
COMMENT ON COLUMN oversight.given_order.subject IS 'Id of the pledge or project, nine digits of the place';
COMMENT ON COLUMN oversight.given_order.wording IS 'What is to be done';
COMMENT ON COLUMN oversight.given_order.due_on IS 'Its term, as it stands now: a return may give a later one';
COMMENT ON COLUMN oversight.given_order.state IS 'By the last of its steps';
COMMENT ON COLUMN oversight.given_order.overdue_at IS 'When it was told to the giver and the office above that the term has passed; empty as long as it has not';
COMMENT ON COLUMN oversight.given_order.from_place IS 'Whose office gave it: 0 the ministry, else the akimat of the place';
COMMENT ON COLUMN oversight.given_order.role IS 'In which role; empty for the operator of the machine';
COMMENT ON COLUMN oversight.given_order.to_place IS 'Whose akimat is to answer; empty for an employer';
COMMENT ON COLUMN oversight.given_order.to_employer IS 'Our own number of the employer that is to answer';
COMMENT ON COLUMN oversight.given_order.answerers IS 'Who may answer: the places from the addressee up to below the giver, or minus the numbers of the employer';
COMMENT ON COLUMN oversight.given_order.given_at IS 'When it was given';
COMMENT ON COLUMN oversight.given_order.actor_kind IS 'Of actor (kernel/actor.ts)';
COMMENT ON COLUMN oversight.given_order.account IS 'Who gave it: id in accounts.account';
COMMENT ON COLUMN oversight.given_order.seen_by IS 'Places that cover giver and addressee, up to 0, and minus the numbers of the employer';

CREATE TABLE oversight.order_step (
  order_id integer NOT NULL CONSTRAINT order_step_order_fkey REFERENCES oversight.given_order,
  position smallint NOT NULL,
  what text NOT NULL,
  note text,
  due_on date,
  pledges text[] NOT NULL DEFAULT '{}',
  imports text[] NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL,
  CONSTRAINT order_step_pkey PRIMARY KEY (order_id, position),
  CONSTRAINT order_step_what_check CHECK (what IN ('given', 'read', 'attached', 'answered', 'returned', 'accepted', 'closed', 'overdue'))
);
COMMENT ON TABLE oversight.order_step IS 'Everything that became of an order, in its order; append only';
COMMENT ON COLUMN oversight.order_step.order_id IS 'Of given_order';
COMMENT ON COLUMN oversight.order_step.what IS 'given, read, attached (a file), answered, returned, accepted, closed, overdue';
COMMENT ON COLUMN oversight.order_step.note IS 'The answer, the reason of a return or of closing, the name of a file';
COMMENT ON COLUMN oversight.order_step.due_on IS 'The term that was given, put off or passed';
COMMENT ON COLUMN oversight.order_step.pledges IS 'Pledges that an answer points to';
COMMENT ON COLUMN oversight.order_step.imports IS 'Imports that an answer points to';
COMMENT ON COLUMN oversight.order_step.actor_kind IS 'Of actor (kernel/actor.ts)';
COMMENT ON COLUMN oversight.order_step.account IS 'Id in accounts.account';

CREATE TABLE oversight.order_file (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT order_file_pkey PRIMARY KEY,
  order_id integer NOT NULL CONSTRAINT order_file_order_fkey REFERENCES oversight.given_order,
  name text NOT NULL,
  type text NOT NULL,
  bytes integer NOT NULL,
  sha256 text NOT NULL,
  content bytea NOT NULL,
  at timestamptz NOT NULL,
  by_whom text NOT NULL
);
CREATE INDEX order_file_order_idx ON oversight.order_file (order_id);
COMMENT ON TABLE oversight.order_file IS 'Files attached to answers; handed out for keeping only, never to be opened in a page';
COMMENT ON COLUMN oversight.order_file.id IS 'Our own: nothing is stored under the name that it came with';
COMMENT ON COLUMN oversight.order_file.order_id IS 'Of given_order';
COMMENT ON COLUMN oversight.order_file.name IS 'As it is offered: cleaned, long runs of digits masked, with the ending of its type';
COMMENT ON COLUMN oversight.order_file.type IS 'Media type by its first bytes, whatever its name said';
COMMENT ON COLUMN oversight.order_file.sha256 IS 'Of content, in hex';
COMMENT ON COLUMN oversight.order_file.content IS 'The bytes as they came';

CREATE TABLE oversight.objection (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT objection_pkey PRIMARY KEY,
  pledge_id text COLLATE "C" NOT NULL,
  month integer NOT NULL,
  figure text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL,
  employer integer,
  seen_by integer[] NOT NULL
);
CREATE INDEX objection_pledge_idx ON oversight.objection (pledge_id);
COMMENT ON TABLE oversight.objection IS 'Figures of pledges that somebody contests by naming rows; the answer stands in objection_answer';
COMMENT ON COLUMN oversight.objection.id IS 'Its number, grows with time';
COMMENT ON COLUMN oversight.objection.figure IS 'Rung or other figure of the pledge in the month';
COMMENT ON COLUMN oversight.objection.reason IS 'In the words of who contests';
COMMENT ON COLUMN oversight.objection.actor_kind IS 'Of actor (kernel/actor.ts)';
COMMENT ON COLUMN oversight.objection.account IS 'Who opened it: id in accounts.account';
COMMENT ON COLUMN oversight.objection.employer IS 'Our own number of the employer for which it was opened; empty when an office did';
COMMENT ON COLUMN oversight.objection.seen_by IS 'As of its pledge, followed when the pledge moves';

CREATE TABLE oversight.objection_row (
  objection integer NOT NULL CONSTRAINT objection_row_objection_fkey REFERENCES oversight.objection,
  position smallint NOT NULL,
  register text NOT NULL,
  reference text NOT NULL,
  wrong text NOT NULL,
  CONSTRAINT objection_row_pkey PRIMARY KEY (objection, position),
  CONSTRAINT objection_row_register_check CHECK (register IN ('contracts', 'contributions'))
);
COMMENT ON TABLE oversight.objection_row IS 'The rows that an objection names, and what is wrong with each';
COMMENT ON COLUMN oversight.objection_row.objection IS 'Of objection';
COMMENT ON COLUMN oversight.objection_row.register IS 'contracts are corrected in the contract register, contributions through the bank';
COMMENT ON COLUMN oversight.objection_row.reference IS 'Contract number or payment reference';
COMMENT ON COLUMN oversight.objection_row.wrong IS 'missing, workplace, person, dates, amount or other';

CREATE TABLE oversight.objection_answer (
  objection integer CONSTRAINT objection_answer_pkey PRIMARY KEY CONSTRAINT objection_answer_objection_fkey REFERENCES oversight.objection,
  outcome text NOT NULL,
  answer text NOT NULL,
  import_id text,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  account text,
  by_whom text NOT NULL,
  CONSTRAINT objection_answer_outcome_check CHECK (outcome IN ('upheld', 'refused', 'corrected') AND (outcome = 'corrected') = (import_id IS NOT NULL))
);
COMMENT ON TABLE oversight.objection_answer IS 'The one answer of an objection';
COMMENT ON COLUMN oversight.objection_answer.objection IS 'Of objection';
COMMENT ON COLUMN oversight.objection_answer.outcome IS 'upheld: the rows are wrong and stay so until they are corrected where they came from; refused; corrected: by an import that came since';
COMMENT ON COLUMN oversight.objection_answer.answer IS 'In words';
COMMENT ON COLUMN oversight.objection_answer.actor_kind IS 'Of actor (kernel/actor.ts)';
COMMENT ON COLUMN oversight.objection_answer.account IS 'Who answered: id in accounts.account';

CREATE TABLE oversight.notice (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT notice_pkey PRIMARY KEY,
  at timestamptz NOT NULL,
  what text NOT NULL,
  subject_kind text NOT NULL,
  subject text NOT NULL,
  facts jsonb NOT NULL,
  account text,
  seen_by integer[] NOT NULL
);
COMMENT ON TABLE oversight.notice IS 'What offices and employers are told; written in the transaction of what it tells';
COMMENT ON COLUMN oversight.notice.id IS 'Grows with time';
COMMENT ON COLUMN oversight.notice.what IS 'A key of words: order-given, objection-opened, pledge-missed, …';
COMMENT ON COLUMN oversight.notice.subject_kind IS 'Where it leads: order, pledge or month';
COMMENT ON COLUMN oversight.notice.subject IS 'Number of the order, id of the pledge, or the month';
COMMENT ON COLUMN oversight.notice.facts IS 'Plain values for its words; nothing about persons';
COMMENT ON COLUMN oversight.notice.account IS 'Who did it, and so need not be told';
COMMENT ON COLUMN oversight.notice.seen_by IS 'Whom it is for: places as they are, employers as negative numbers; not those above them';

CREATE TABLE oversight.notice_seen (
  reader text CONSTRAINT notice_seen_pkey PRIMARY KEY,
  upto bigint NOT NULL
);
COMMENT ON TABLE oversight.notice_seen IS 'How far each reader has seen his notices';
COMMENT ON COLUMN oversight.notice_seen.reader IS 'Id of the account; for a visitor what he looks as';
COMMENT ON COLUMN oversight.notice_seen.upto IS 'Id of the last notice seen';

CREATE TABLE oversight.known_verdict (
  pledge_id text COLLATE "C" CONSTRAINT known_verdict_pkey PRIMARY KEY,
  verdict text
);
COMMENT ON TABLE oversight.known_verdict IS 'The verdict of each pledge in the newest month of the last computation: what a new one is held against to tell of those missed or lost';
COMMENT ON COLUMN oversight.known_verdict.verdict IS 'As in pledges.figure; empty when it could not be told';

GRANT USAGE ON SCHEMA oversight TO jumys_reader;
CALL platform.wall('oversight.decision', 'oversight.given_order', 'oversight.objection', 'oversight.notice');
-- What belongs to an order or an objection is seen with it, whose own policy holds inside.
CALL platform.wall('oversight.order_step', 'oversight.order_file', 'oversight.objection_row', 'oversight.objection_answer', 'oversight.known_verdict');
CREATE POLICY readers ON oversight.order_step FOR SELECT TO jumys_reader USING (EXISTS (SELECT FROM oversight.given_order AS o WHERE o.id = order_id));
CREATE POLICY readers ON oversight.order_file FOR SELECT TO jumys_reader USING (EXISTS (SELECT FROM oversight.given_order AS o WHERE o.id = order_id));
CREATE POLICY readers ON oversight.objection_row FOR SELECT TO jumys_reader USING (EXISTS (SELECT FROM oversight.objection AS o WHERE o.id = objection));
CREATE POLICY readers ON oversight.objection_answer FOR SELECT TO jumys_reader USING (EXISTS (SELECT FROM oversight.objection AS o WHERE o.id = objection));
GRANT SELECT ON oversight.order_step, oversight.order_file, oversight.objection_row, oversight.objection_answer TO jumys_reader;

-- Mails that wait to be sent or have been. Written in the transaction of what they tell of; platform/mail-outbox.ts sends them.
CREATE TABLE platform.mail (
  id text CONSTRAINT mail_pkey PRIMARY KEY,
  receiver text,
  title text,
  body text,
  state text NOT NULL,
  tries smallint NOT NULL DEFAULT 0,
  at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  sent_at timestamptz,
  refused text,
  CONSTRAINT mail_state_check CHECK (state IN ('waiting', 'sent', 'given-up') AND (state = 'waiting') = (receiver IS NOT NULL) AND (state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX mail_waiting_idx ON platform.mail (next_at) WHERE state = 'waiting';
COMMENT ON TABLE platform.mail IS 'One row a mail; what it says and to whom is forgotten once it is sent or given up';
COMMENT ON COLUMN platform.mail.id IS 'UUID v7; the Message-ID is made of it and stays the same from try to try, so that a mail that comes twice is known as one';
COMMENT ON COLUMN platform.mail.receiver IS 'Address; empty once it is sent or given up';
COMMENT ON COLUMN platform.mail.title IS 'Subject line; empty once it is sent or given up';
COMMENT ON COLUMN platform.mail.body IS 'Plain text; empty once it is sent or given up';
COMMENT ON COLUMN platform.mail.state IS 'waiting, sent, given-up';
COMMENT ON COLUMN platform.mail.tries IS 'How often it was begun; counted before the server is spoken to';
COMMENT ON COLUMN platform.mail.next_at IS 'Not tried before';
COMMENT ON COLUMN platform.mail.sent_at IS 'When a server took it';
COMMENT ON COLUMN platform.mail.refused IS 'Why the last try failed: the code of the answer, never its text, which repeats the address';

-- Where accounts get their mails.
ALTER TABLE accounts.account ADD COLUMN email text;
COMMENT ON COLUMN accounts.account.email IS 'Where notices are sent; confirmed by a link that was sent there; empty when the holder wants none';

CREATE TABLE accounts.email_link (
  token_sha256 text CONSTRAINT email_link_pkey PRIMARY KEY,
  account text NOT NULL CONSTRAINT email_link_account_fkey REFERENCES accounts.account,
  email text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX email_link_account_idx ON accounts.email_link (account);
COMMENT ON TABLE accounts.email_link IS 'Links sent to an address, by which its holder says that it is his; a newer one replaces those before';
COMMENT ON COLUMN accounts.email_link.token_sha256 IS 'SHA-256, in hex, of the random token behind the # of the link';
COMMENT ON COLUMN accounts.email_link.account IS 'Whose address it becomes';
COMMENT ON COLUMN accounts.email_link.email IS 'The address';
COMMENT ON COLUMN accounts.email_link.made_at IS 'When it was asked for';
COMMENT ON COLUMN accounts.email_link.expires_at IS 'Void from then on';
COMMENT ON COLUMN accounts.email_link.used_at IS 'It is taken once';
