// Signs in to the demo and calls its API: what the two demo scripts share.
const [base, email] = process.argv.slice(2);
if (!base || !email) {
  console.error(`usage: node ${process.argv[1]} <url of the server> <e-mail>`);
  process.exit(1);
}

export async function call(path, options = {}) {
  const response = await fetch(new URL(path, base), options).catch(() => {
    console.error(`Nobody answers at ${base}: is "npm run demo" running there?`);
    process.exit(1);
  });
  if (response.ok) return response;
  console.error(`${path}: ${response.status} ${await response.text()}`);
  process.exit(1);
}

export function sendJson(path, body, headers = {}) {
  return call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const signedIn = await sendJson('/api/v1/auth/login', { email, password: 'smeta-demo' });
const { access_token: token, user } = await signedIn.json();
export const bearer = { Authorization: `Bearer ${token}` };
export { user };
