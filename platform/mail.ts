import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import { isLoopback, type Config } from './config.ts';

/** A mail as it waits to be sent; plain text. */
export type Mail = { readonly id: string; readonly receiver: string; readonly title: string; readonly body: string };

/** How a server answered: it took the mail, will never take it, or may take it later. `down` when no mail could be handed over now. */
export type Sending = { readonly result: 'taken' } | { readonly result: 'refused' | 'later'; readonly code: string; readonly down: boolean };

export type Mailer = { send(mail: Mail): Promise<Sending>; close(): void };

/**
 * Opens the way to the SMTP server of the settings. Beyond this machine nothing is said before TLS: by smtps:// from the start,
 * by smtp:// with STARTTLS, without which nothing is sent. `tls` is for tests, whose server has a certificate of its own.
 */
export async function openMailer({ smtp, from }: NonNullable<Config['mail']>, tls: SMTPTransport.Options['tls'] = {}): Promise<Mailer> {
  const { createTransport } = await import('nodemailer');
  const url = new URL(smtp);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const near = isLoopback(host) || host === 'localhost';
  const secure = url.protocol === 'smtps:';
  const transport = createTransport({
    host, port: Number(url.port) || (secure ? 465 : 587), secure, requireTLS: !secure && !near, tls: { minVersion: 'TLSv1.2', ...tls },
    connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, disableFileAccess: true, disableUrlAccess: true,
    ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  });
  // The part after the @ names whom the mail is from, whatever machine sends it: it must stay the same from try to try.
  const domain = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, receiver, title, body }) {
      try {
        await transport.sendMail({ from, to: { name: '', address: receiver }, subject: title, text: body, messageId: `<${id}@${domain}>`, headers: { 'Auto-Submitted': 'auto-generated' } });
        return { result: 'taken' };
      } catch (error) {
        return judge(error as { code?: unknown; responseCode?: unknown });
      }
    },
    close: () => transport.close(),
  };
}

/** What is wrong with one mail is told after its envelope; anything before that keeps all of them waiting. */
function judge({ code, responseCode }: { code?: unknown; responseCode?: unknown }): Sending {
  const ofThisMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const told = typeof responseCode === 'number' ? responseCode : undefined;
  const result = ofThisMail && told !== undefined && told >= 500 ? 'refused' : 'later';
  return { result, code: `${typeof code === 'string' && /^E[A-Z]+$/.test(code) ? code : 'ESEND'}${told === undefined ? '' : ` ${told}`}`, down: !ofThisMail };
}

/** A text with its facts filled in: `{{name}}`, as the words of the pages have them. */
export function fillIn(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => facts[name] ?? '');
}
