/** Podman or Docker, whichever works here: both take the same commands. */
import { isInstalled, run, tryToRun } from './programs.ts';

export interface ContainerTool {
  /** Runs containers. */
  program: 'podman' | 'docker';
  /** The command that builds an image, without its arguments. */
  build: [program: string, ...args: string[]];
}

/** @returns undefined if neither Podman nor Docker works here */
export function findContainerTool(): ContainerTool | undefined {
  if (isInstalled('podman')) {
    const builder = isInstalled('buildah') ? 'buildah' : 'podman';
    // The format of OCI has no health check.
    return { program: 'podman', build: [builder, 'build', '--format', 'docker'] };
  }
  // Its client alone can do nothing.
  if (tryToRun('docker', ['info']).status === 0) return { program: 'docker', build: ['docker', 'build'] };
  return undefined;
}

/**
 * Builds a target of the Dockerfile.
 * @param args such as `--tag name`
 * @throws Error if the build failed; its messages were shown
 */
export function buildTarget(
  { build: [program, ...args] }: ContainerTool,
  target: string,
  more: string[],
): void {
  run(program, [...args, ...buildArguments(process.env), '--target', target, ...more, '.'], {
    isShown: true,
  });
}

/** `EARSHOT_IMAGE_BUILD_ARGS` has further arguments for the build, separated by spaces: for a proxy, say, or a cache. */
const buildArguments = ({ EARSHOT_IMAGE_BUILD_ARGS: text = '' }: NodeJS.ProcessEnv): string[] =>
  text.split(/\s+/).filter((word) => word !== '');
