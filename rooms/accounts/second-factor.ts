import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';

/** Half a minute; a code of the step before or after is taken too, because clocks differ (RFC 6238, section 5.2). */
const period = 30;
const tolerance = 1;

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Jumys', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) });
}

/** 160 random bits in base32, as authenticators take them. */
export function makeSecondFactor(): string {
  return new Secret({ size: 20 }).base32;
}

/** The otpauth:// address that an authenticator opens, and the same as an SVG picture. */
export function describeSecondFactor(secret: string, label: string): { address: string; picture: string } {
  const address = totp(secret, label).toString();
  return { address, picture: renderSVG(address, { border: 2, ecc: 'M' }) };
}

/** The step (Unix seconds / 30) whose code this is; undefined when of none near now, or of one not after `last`: no code counts twice. */
export function stepOfCode(secret: string, code: string, now: Date, last: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = totp(secret, 'code').validate({ token: code, timestamp: now.getTime(), window: tolerance });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / period) + delta;
  return step > last ? step : undefined;
}
