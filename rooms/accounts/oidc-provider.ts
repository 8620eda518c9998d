import { readFile } from 'node:fs/promises';
import * as client from 'openid-client';
import { Refusal } from '#kernel/refusal.ts';
import { isSafeAddress, type Config } from '#platform/config.ts';
import type { ExternalIdentity } from './identity-store.ts';

/** What a provider says of somebody whom it has signed in. */
export type Vouched = ExternalIdentity & { readonly secondFactor: boolean };

/** What is random of one sign-in: the provider sends `state` and `nonce` back, and only we know the verifier. */
export type Exchange = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** An OpenID provider, as this server is registered with it. */
export type Provider = {
  /** On the button. */
  readonly name: string;
  /** Where a browser is sent. Refuses `provider-unreachable`. */
  addressFor(exchange: Exchange): Promise<string>;
  /** Whom the provider signed in, by what the browser brought back. Refuses `provider-unreachable`, and `wrong-return` whatever of it was wrong. */
  takeReturn(query: URLSearchParams, exchange: Exchange): Promise<Vouched>;
};

const timeoutSeconds = 10;

/** The provider of the settings, for a server known by `address`. Nothing is asked of it before somebody signs in. Refuses `wrong-setting` when the secret cannot be read. */
export async function openProvider(settings: NonNullable<Config['oidc']>, address: string): Promise<Provider> {
  const secret = settings.secretFile === undefined ? undefined : await readSecret(settings.secretFile);
  const redirect = `${address}/api/sign-in/oidc/return`;
  // Asked anew each time: a key that the provider has changed is known at once, and signing in is rare.
  const discover = () => {
    const issuer = new URL(settings.issuer);
    const how = secret === undefined ? client.None() : client.ClientSecretBasic(secret);
    return client.discovery(issuer, settings.client, {}, how, {
      timeout: timeoutSeconds,
      // The signature of the id token is judged as well as the connection it comes by: keys of the provider's own list only, never `none`, never our secret.
      execute: [client.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [])],
    }).then(mustBeSafe, refuseUnreachable);
  };
  return {
    name: settings.name,
    async addressFor({ state, nonce, verifier }) {
      const configuration = await discover();
      return client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirect, scope: 'openid', response_type: 'code', state, nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
        ...(settings.secondFactor.length === 0 ? {} : { acr_values: settings.secondFactor.join(' ') }),
      }).href;
    },
    async takeReturn(query, { state, nonce, verifier }) {
      const configuration = await discover();
      const returned = new URL(`${redirect}?${query}`);
      const tokens = await client.authorizationCodeGrant(configuration, returned, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
        .catch(refuseReturn);
      const claims = tokens.claims();
      if (claims === undefined) throw wrongReturn();
      const shown = [claims['acr'], claims['amr']].flat().filter((one) => typeof one === 'string');
      return { issuer: claims.iss, subject: claims.sub, secondFactor: shown.some((one) => settings.secondFactor.includes(one)) };
    },
  };
}

async function readSecret(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').then((read) => read.trim(), () => '');
  if (text === '') throw new Refusal('wrong-setting', 400, { setting: 'JUMYS_OIDC_SECRET_FILE' }, 'JUMYS_OIDC_SECRET_FILE: the file cannot be read, or is empty');
  return text;
}

/** What came back was not what was asked for; which part of it, nobody is told. */
export function wrongReturn(): Refusal {
  return new Refusal('wrong-return', 400);
}

/** A provider on this machine may be spoken to in clear; what it leads to elsewhere may not. */
function mustBeSafe(configuration: client.Configuration): client.Configuration {
  const { authorization_endpoint: authorization, token_endpoint: token, jwks_uri: keys } = configuration.serverMetadata();
  return [authorization, token, keys].every((address) => address === undefined || isSafeAddress(address)) ? configuration : refuseUnreachable();
}

function refuseUnreachable(): never {
  throw new Refusal('provider-unreachable', 503);
}

/** A provider that does not answer, or answers with a fault of its own, can be tried again; anything else that fails is a wrong return. */
function refuseReturn(error: unknown): never {
  if (!(error instanceof Error)) throw error;
  const failed = error.cause instanceof Response ? error.cause.status >= 500 : error.message === 'fetch failed' || (error as { code?: unknown }).code === 'OAUTH_TIMEOUT';
  throw failed ? new Refusal('provider-unreachable', 503) : wrongReturn();
}
