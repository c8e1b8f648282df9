export const SECRET = 'a-secret-of-at-least-32-characters';

/** Every variable without a default, with a good value. */
export const OPTIONAL = {
  DATABASE_URL: 'postgresql://user:password@localhost:5432/smeta',
  JWT_SECRET: SECRET,
  AUDIT_LOG: 'audit.log',
  ADMIN_EMAIL: 'admin@demo.local',
  ADMIN_PASSWORD: 'smeta-demo',
  GATEWAY_UPSTREAM_CRM_SSE_URL: 'https://crm.example/events?key=value',
  GATEWAY_UPSTREAM_NOTIFICATIONS_SSE_URL: 'http://localhost:9000/notifications',
  WEBHOOK_SECRET_BILLING: 'a shared secret',
  NODE_ENV: 'production',
};

/** What a variable is called once it is read, where that is not its own name. */
export function settingOf(variable: string): string {
  if (/^GATEWAY_UPSTREAM_\w+_SSE_URL$/.test(variable)) return 'CHANNEL_SOURCES';
  if (variable.startsWith('WEBHOOK_SECRET_')) return 'WEBHOOK_SECRETS';
  return variable === 'NODE_ENV' ? 'DEVELOPMENT' : variable;
}
