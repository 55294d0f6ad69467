import type { AccessService, ClientAccess } from '../../auth/access.service.js';

/** A program on this computer, which may connect. */
export const LOCAL_PROGRAM: ClientAccess = {
  kind: 'admitted',
  origin: '',
  lockAddress: undefined,
  isLocal: true,
};

/** Rules under which no client proves anything. */
export const NO_RULES = {
  handshake: () => ({ end: () => undefined }),
  isValid: () => true,
} as unknown as AccessService;
