-- What the role that serves may do, where it is another than the owner of the tables (JUMYS_MIGRATE_URL, docs/running.md): read, and to each table
-- what the program's statements do to it, held by checks/rights.test.ts. Other tables are granted in their own migrations.
GRANT USAGE ON SCHEMA accounts, closing, employers, findings, oversight, people, platform, pledges, projects, publishing, reference, registers TO jumys_server;
GRANT SELECT ON ALL TABLES IN SCHEMA accounts, closing, employers, findings, oversight, people, platform, pledges, projects, publishing, reference, registers TO jumys_server;

-- Ledgers: what stands there stays as it was written.
GRANT INSERT ON
  closing.answer, closing.draft, closing.draft_step, closing.figure, closing.party, findings.judgement, oversight.objection_row, oversight.order_file, oversight.order_step, people.canary, platform.audit_checkpoint,
  platform.audit_line, pledges.computation, projects.draft_step, projects.life_event, publishing.certificate, publishing.file, publishing.release,
  publishing.secret, registers.import, registers.reject
  TO jumys_server;

-- What is kept and changed, and never deleted.
GRANT INSERT, UPDATE ON
  accounts.account, accounts.role_grant, accounts.secret, findings.finding, oversight.decision, oversight.given_order, oversight.notice_seen,
  oversight.objection, oversight.objection_answer, people.key_check, people.vault_file, platform.setting, projects.draft
  TO jumys_server;

-- What is replaced, or goes with its age.
GRANT INSERT, DELETE ON
  accounts.challenge, accounts.external_identity, employers.employer, findings.behind, oversight.known_verdict, oversight.notice, people.person_read,
  people.reading, pledges.figure, pledges.median_wage, pledges.month, pledges.passport, pledges.payroll, pledges.quality, pledges.revision,
  pledges.self_employed, pledges.spell, pledges.stack_figure, pledges.two_jobs, projects.investment, projects.participant, reference.place,
  registers.unresolved
  TO jumys_server;

-- What is kept, changed and deleted.
GRANT INSERT, UPDATE, DELETE ON
  accounts.attempt, accounts.email_link, accounts.link, accounts.recovery_code, accounts.session, accounts.token, people.alarm, people.reader_day,
  platform.mail, pledges.pledge, projects.project
  TO jumys_server;
