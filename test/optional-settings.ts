export const SECRET = 'a-secret-of-at-least-32-characters';

/** Every variable without a default, with a good value. */
export const OPTIONAL = {
  DATABASE_URL: 'postgresql://user:password@localhost:5432/smeta',
  JWT_SECRET: SECRET,
  AUDIT_LOG: 'audit.log',
  ADMIN_EMAIL: 'admin@demo.local',
  ADMIN_PASSWORD: 'smeta-demo',
};
