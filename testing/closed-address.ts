/**
 * An address that refuses connections. Not that of a stopped server, because the system may give its port to the server of
 * another test. Privileged, so that it is never given to one, and not among the ports that fetch blocks.
 */
export const CLOSED_ADDRESS = '127.0.0.1:2';
