import { Type } from 'class-transformer';
import { IsBoolean, IsInt, Max, Min, ValidateNested } from 'class-validator';

/** Below this, a system may let only its administrator listen. */
const FIRST_FREE_PORT = 1_024;
const LAST_PORT = 65_535;

export class PortRange {
  /** The first port. */
  @IsInt()
  @Min(FIRST_FREE_PORT)
  @Max(LAST_PORT)
  from = 8_000;

  /** The last port. */
  @IsInt()
  @Min(FIRST_FREE_PORT)
  @Max(LAST_PORT)
  to = 9_000;
}

export class AgentsConfig {
  /** Whether clients may start agents. */
  @IsBoolean()
  enabled = true;

  /** The ports that agents may listen on. */
  @ValidateNested()
  @Type(() => PortRange)
  ports = new PortRange();

  /** The most agents at a time. */
  @IsInt()
  @Min(1)
  @Max(1_000)
  max = 100;

  /** Seconds after which an agent ends that has no client and gets no ping, unless its start names another time. */
  @IsInt()
  @Min(1)
  @Max(86_400)
  idleSeconds = 60;
}
