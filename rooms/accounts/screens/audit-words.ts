/** What lines of the audit tell, as the audit writes it and the words `done.*` say it. A word that is not here stands as it is written. */
export const auditWords = [
  'signed-in', 'signed-out', 'sign-in-locked', 'confirmed', 'session-ended', 'sessions-ended', 'password-set', 'language-set', 'second-factor-begun', 'second-factor-on',
  'second-factor-reset', 'recovery-codes-made', 'recovery-code-used', 'token-made', 'token-ended', 'tokens-ended', 'account-made', 'account-renamed', 'account-disabled', 'account-enabled', 'link-made',
  'identity-linked', 'identity-unlinked',
  'grant-given', 'grant-taken', 'persons-read', 'identifier-shown', 'identifier-not-shown', 'who-looked-told', 'readings-read', 'alarm-raised', 'alarm-seen', 'canary-marked',
  'register-imported', 'register-refused', 'release-made', 'certificate-issued', 'vault-rotated', 'audit-exported', 'command-run',
  'draft-begun', 'draft-submitted', 'draft-returned', 'draft-approved', 'draft-entered', 'draft-withdrawn', 'life-event-told',
  'finding-judged',
  'pledge-cured', 'pledge-waived', 'decision-withdrawn', 'order-given', 'order-read', 'order-answered', 'order-returned', 'order-accepted', 'order-closed', 'order-overdue',
  'order-file-attached', 'objection-opened', 'objection-answered', 'email-asked', 'email-confirmed', 'email-removed',
] as const;
