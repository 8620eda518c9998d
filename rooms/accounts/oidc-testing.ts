import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
// @ts-expect-error It ships no types.
import OidcProvider from 'oidc-provider';

/** As much of oidc-provider as is used here. */
type Library = new (issuer: string, configuration: object) => {
  callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
};
type Context = { oidc: { client: { clientId: string }; session: { accountId: string }; provider: { Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> } } } };

/** A real OpenID provider on this machine, where whoever `who` names is signed in without being asked. */
export type TestProvider = {
  readonly issuer: string;
  who: { subject: string; acr?: string };
  /** Changes the body of the token endpoint's replies, as a provider would that is not honest or not well. */
  tamper: ((body: Record<string, unknown>) => unknown) | undefined;
  /** Another status than the provider's for every reply. */
  fault: number | undefined;
  /** Its signing key, as its document names it. */
  readonly key: { readonly kid: string; readonly privateKey: KeyObject; readonly publicPem: string };
  rotate(): void;
  /** Where the provider sends a browser that comes to `address`: back to us, with what it says. */
  visit(address: string): Promise<URL>;
  close(): Promise<void>;
};

export const testClient = { id: 'jumys', secret: 'a secret of the client, long enough for HS256' } as const;

function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  return { kid, privateKey, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), jwk: { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

/** Starts a provider that knows one client, whose browser may be sent back to `redirect` alone. */
export async function startProvider(redirect: string): Promise<TestProvider> {
  const server: Server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  let key = makeKey();
  const open = () => new (OidcProvider as Library)(issuer, {
    clients: [{ client_id: testClient.id, client_secret: testClient.secret, redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'] }],
    jwks: { keys: [key.jwk] },
    cookies: { keys: ['of the test'] },
    pkce: { required: () => true },
    acrValues: ['urn:kz:two'],
    claims: { openid: ['sub'], acr: null },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    async loadExistingGrant({ oidc: { client, session, provider: { Grant } } }: Context) {
      const grant = new Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  let library = open();
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (provider.fault !== undefined) return void response.writeHead(provider.fault).end('{}');
    const { who: { subject, ...how }, tamper } = provider;
    if (request.url?.startsWith('/interaction/')) return library.interactionFinished(request, response, { login: { accountId: subject, ...how } });
    if (request.url === '/token' && tamper !== undefined) tamperWith(response, tamper);
    return library.callback()(request, response);
  };
  const provider: TestProvider = {
    issuer, who: { subject: 'nobody' }, tamper: undefined, fault: undefined,
    get key() {
      return key;
    },
    rotate() {
      key = makeKey();
      library = open();
    },
    async visit(from) {
      const cookies = new Map<string, string>();
      for (let to = from; ;) {
        const reply = await fetch(to, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
        for (const one of reply.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
          cookies.set(name, value);
        }
        const location = reply.headers.get('location');
        if (location === null) throw new Error(`the provider answered ${reply.status}: ${await reply.text()}`);
        to = new URL(location, to).href;
        if (!to.startsWith(issuer)) return new URL(to);
      }
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  return provider;
}

function tamperWith(response: ServerResponse, tamper: NonNullable<TestProvider['tamper']>): void {
  const end = response.end.bind(response);
  response.end = ((body: string | Buffer) => {
    response.removeHeader('content-length');
    return end(JSON.stringify(tamper(JSON.parse(String(body)) as Record<string, unknown>)));
  }) as typeof response.end;
}
