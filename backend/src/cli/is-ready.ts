import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Of one try. Two, without TLS and with it, take less than the 5 s that the image's health check has. */
const TIMEOUT_MS = 2_000;

/**
 * @param port of a backend on this computer, with or without TLS
 * @returns whether it is ready for clients: its models are loaded, and it is not about to end
 */
export async function isReady(port: number): Promise<boolean> {
  return (await statusOf(httpRequest, port)) === 200 || (await statusOf(httpsRequest, port)) === 200;
}

/** @returns undefined if nothing answers, or nothing in this protocol */
const statusOf = (request: typeof httpsRequest, port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const options = {
      host: '127.0.0.1',
      port,
      path: '/health/ready',
      agent: false,
      timeout: TIMEOUT_MS,
      // The certificate is for the name that clients use.
      rejectUnauthorized: false,
    };
    const sent = request(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(undefined));
    sent.end();
  });
