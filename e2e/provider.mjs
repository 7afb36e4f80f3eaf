// OpenID providers for the journeys: oidc-provider, a certified implementation, on 127.0.0.1, with a page of its own where
// people sign in by typing who they are, or cancel.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const page = (uid, name) => `<!doctype html><html lang="id"><title>${name}</title><link rel="icon" href="data:,"><h1>${name}</h1>
<form method="post" action="/interaction/${uid}"><label>Akun <input name="akun" autofocus></label><button>Lanjut</button></form>
<a href="/interaction/${uid}/batal">Batal</a></html>`;

async function body(request) {
  let text = '';
  for await (const bytes of request) text += bytes;
  return new URLSearchParams(text);
}

const secret = 'rahasia dan +/=%';

// `people`: account → claims. `conform`: claims are told by the UserInfo endpoint only, as the standard would have it.
// HERO's port is not known yet: any port of 127.0.0.1 may be sent back to, on the path of that provider.
export async function startProvider({ name, people, callback, conform = false }) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const client = { client_id: 'hero', client_secret: secret, redirect_uris: [`http://127.0.0.1/${callback}`] };
  const provider = new Provider(issuer, {
    clients: [client],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: conform,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['kunci'] },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    // Nobody is asked for consent.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.Client.prototype.redirectUriAllowed = (uri) => {
    const { protocol, hostname, pathname } = new URL(uri);
    return protocol === 'http:' && hostname === '127.0.0.1' && pathname === `/${callback}`;
  };
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const [, place, uid, end] = request.url.split('/');
    if (place !== 'interaction') return answer(request, response);
    if (end === 'batal')
      return provider.interactionFinished(request, response, { error: 'access_denied' }, { mergeWithLastSubmission: false });
    if (request.method !== 'POST') return response.setHeader('content-type', 'text/html; charset=utf-8').end(page(uid, name));
    const accountId = (await body(request)).get('akun');
    return provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
  });
  return {
    issuer,
    host: new URL(issuer).host,
    people,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

// Both, as `stage` wants its neighbours: with the settings that lead HERO to them.
export function asNeighbours(google, intranet) {
  return {
    hosts: [google.host, intranet.host],
    env: {
      HERO_GOOGLE_ISSUER: google.issuer,
      HERO_GOOGLE_CLIENT_ID: 'hero',
      HERO_GOOGLE_CLIENT_SECRET: secret,
      HERO_INTRANET_ISSUER: intranet.issuer,
      HERO_INTRANET_CLIENT_ID: 'hero',
      HERO_INTRANET_CLIENT_SECRET: secret,
      HERO_INTRANET_ROLES: 'agent tim-aplikasi: hero-agen',
    },
    stop: () => Promise.all([google.stop(), intranet.stop()]),
  };
}
