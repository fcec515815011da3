/** What the app may do in a workspace; the same list as in manifest.yaml (a test sees to it). */
export const botScopes = [
  'app_mentions:read',
  'assistant:write',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
] as const
